import SluicePipeline

/// What proxies in front say of the client, where they are trusted.
extension ExchangeClient {
    /// Takes the client's address and scheme from the proxy that sent the request, if it is one of those trusted.
    ///
    /// The address is the last one in `X-Forwarded-For` that isn't a trusted proxy's itself: what stands before it is
    /// what that client claims.
    func believeProxy(_ head: inout RequestHead) {
        guard isTrustedProxy else { return }
        let proxies = loop.core.trustedProxies
        for hop in head.fields.list(.forwardedFor).reversed() {
            guard AddressRange(hop) != nil, !hop.contains("/") else { break }
            head.clientAddress = hop
            guard proxies.contains(where: { $0.contains(hop) }) else { break }
        }
        if let scheme = head.fields.single(.forwardedProto) {
            head.isSecure = scheme.lowercased() == "https"
        }
    }
}

extension FieldName {
    fileprivate static let forwardedFor: FieldName = "x-forwarded-for"
    fileprivate static let forwardedProto: FieldName = "x-forwarded-proto"
}
