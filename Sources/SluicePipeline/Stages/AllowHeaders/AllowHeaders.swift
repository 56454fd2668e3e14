/// Lets only the named header fields go up, and only the named ones come down; the others are dropped.
///
/// Where the operator asks for it, the upstream is told who the client is. What Sluice says itself comes down whatever
/// the list says: its event id, its tags, `Vary`, the CORS fields, and on its own answers what tells an SDK when to
/// try again. Fields of the connection never pass, named or not: that is `forward`'s business.
///
/// Security: this keeps cookies, internal fields and addresses of the team's network from the provider, and the
/// provider's cookies from the clients. `forwarded: { for: append }` passes on what the client claims about earlier
/// hops; `set` passes on nothing but the peer that Sluice itself has seen.
package struct AllowHeaders: Stage {
    package static let name = "allow_headers"

    /// What becomes of `X-Forwarded-For`.
    enum ForwardedFor: String, CaseIterable, Sendable {
        /// The peer's address goes behind those that came in.
        case append
        /// The peer's address goes in place of those that came in.
        case set
        /// Nothing is added; the field passes if it is named.
        case off
    }

    /// The names and globs of request fields that go up; nil lets all of them go.
    let request: FieldNameSet?
    /// The names and globs of response fields that come down, those of other stages among them; nil lets all come.
    let response: FieldNameSet?
    /// What becomes of `X-Forwarded-For`; `off` by default.
    let forwardedFor: ForwardedFor
    /// Whether `X-Real-IP` is set to the peer's address; off by default.
    let setsRealIP: Bool
    /// Whether `X-Forwarded-Proto` is set to the scheme the client used; off by default.
    let setsForwardedProto: Bool

    package func receive(_ exchange: inout Exchange) -> Outcome {
        if let request { exchange.request.fields.keep(request) }
        switch forwardedFor {
        case .append:
            let earlier = exchange.received.fields.list(.xForwardedFor)
            exchange.request.fields[.xForwardedFor] =
                (earlier + [exchange.received.clientAddress]).joined(separator: ", ")
        case .set:
            exchange.request.fields[.xForwardedFor] = exchange.received.clientAddress
        case .off:
            break
        }
        if setsRealIP { exchange.request.fields[.xRealIP] = exchange.received.clientAddress }
        if setsForwardedProto {
            exchange.request.fields[.xForwardedProto] = exchange.received.isSecure ? "https" : "http"
        }
        return .next
    }

    package func respond(_ head: inout ResponseHead, _ exchange: inout Exchange) {
        guard let response, !head.isOwn else { return }
        head.fields.keep(response)
    }

    /// The fields that other stages set on an upstream's answer.
    static let alwaysPass = ["vary", "access-control-*", "x-sluice-*"]
}

extension FieldName {
    static let xForwardedFor: FieldName = "x-forwarded-for"
    static let xForwardedProto: FieldName = "x-forwarded-proto"
    static let xRealIP: FieldName = "x-real-ip"
}
