import SluiceWire

/// What is refused by its address, before a byte of the body is read.
extension FilterRequest {
    package func admit(_ exchange: inout Exchange) -> Outcome {
        let endpoint = exchange.endpoint
        if options.realtime == .refuse, endpoint.standing == .realtime || exchange.received.asksForWebSocket {
            return .refuse(.realtime)
        }
        guard options.unknownEndpoint == .refuse else { return .next }
        switch endpoint.standing {
        case .described where !endpoint.takesMethod:
            return .answer(refusal(ofMethodsBut: endpoint.methods, exchange))
        case .described, .realtime: return .next
        case .named(let reason): return .refuse(Refusal(endpoint: reason))
        case .unknown: return .refuse(.unknownEndpoint)
        }
    }

    /// Whether the route takes what is said there on trust.
    func passesUnread(_ endpoint: Endpoint) -> Bool {
        guard options.unknownEndpoint == .pass else { return false }
        switch endpoint.standing {
        case .named, .unknown: return true
        case .described, .realtime: return false
        }
    }

    /// A 405 with the field that RFC 9110, section 15.5.6, asks for.
    private func refusal(ofMethodsBut methods: [String], _ exchange: Exchange) -> Answer {
        var answer = Answer(
            refusal: Refusal(methods: methods), dialect: exchange.dialect, eventID: exchange.id)
        answer.head.fields.append(.allow, methods.joined(separator: ", "))
        return answer
    }
}

extension RequestHead {
    /// Whether the client wants to go on in WebSocket frames (RFC 6455, section 4.1).
    fileprivate var asksForWebSocket: Bool {
        fields.list(.upgrade).contains { $0.lowercased() == "websocket" }
    }
}

extension FieldName {
    fileprivate static let allow: FieldName = "allow"
}
