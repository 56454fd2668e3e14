package import SluiceRules

/// The terminal stage: makes of the request what goes to the upstream, and of the upstream's head what may go on.
///
/// Fields that concern one connection only never pass, in either direction (RFC 9110, section 7.6.1): those that
/// `Connection` names, and those known to be of that kind whether named or not. Framing is the transport's. Towards
/// the upstream the content coding is `identity`, because a compressed answer can't be inspected. `Host` and SNI are
/// the configured upstream's; nothing in a request has a say in where it goes.
///
/// Security: a `Connection` field that names a credential or another field on which the meaning of the request
/// depends is refused with 400, because honouring it would let a client take away what a stage has set or checked.
/// A `Range` is taken out where the response is filtered: text that comes in parts of the client's choice can't be
/// judged.
package struct Forward: Stage {
    package static let name = "forward"

    package init?(options: ConfigNode?, _ diagnostics: Diagnostics) {
        guard let options else { return }
        options.mapping(Self.name, diagnostics).finish()
        return nil
    }

    package func admit(_ exchange: inout Exchange) -> Outcome {
        guard exchange.received.fields.namedByConnection.contains(where: Self.endToEnd.contains) else {
            return .next
        }
        return .refuse(
            Refusal(
                .badRequest, "The Connection field names a field that is meant for the API.",
                closesConnection: true))
    }

    package func receive(_ exchange: inout Exchange) -> Outcome {
        let named = exchange.received.fields.namedByConnection
        exchange.request.fields.remove(Self.notForUpstreams)
        if !named.isEmpty { exchange.request.fields.remove(FieldNameSet(named)) }
        if exchange.responseFilter != nil { exchange.request.fields.remove(Self.partial) }
        exchange.request.fields.append(.acceptEncoding, "identity")
        if exchange.usageRequest == .wanted { exchange.askForUsage() }
        return .next
    }

    package func respond(_ head: inout ResponseHead, _ exchange: inout Exchange) {
        guard !head.isOwn else { return }
        let named = head.fields.namedByConnection.filter { !Self.endToEnd.contains($0) }
        head.fields.remove(Self.notForClients)
        if !named.isEmpty { head.fields.remove(FieldNameSet(named)) }
    }
}
