internal import SluicePipeline

extension Recording {
    /// The exchange that was recorded; nil when there was no answer, or its end isn't recorded.
    ///
    /// The response of a provider that broke off, or for whose rest nobody waited, is what had come of it.
    package var exchange: RecordedExchange? {
        var request: RecordedExchange.Request?
        var response: RecordedExchange.Response?
        var isOver = false
        for event in events {
            switch event.fact {
            case .request(let method, let target, let fields):
                let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
                request = RecordedExchange.Request(
                    method: method, path: parts.first.map(String.init) ?? "/",
                    query: parts.count > 1 ? String(parts[1]) : nil, fields: fields, body: [])
            case .requestBody(let body): request?.body += body
            case .response(let status, let fields):
                response = RecordedExchange.Response(status: status, fields: fields, body: [])
            case .responseBody(let body): response?.body += body
            case .responseEnd, .responseError, .cancel: isOver = true
            case .requestEnd, .decision: break
            }
        }
        guard isOver, let request, let response else { return nil }
        return RecordedExchange(name: id, request: request, response: response, route: route)
    }

    /// Where the response's body was cut into the pieces that came: offsets in ascending order.
    package var cuts: [Int] {
        var cuts: [Int] = []
        var length = 0
        for case .responseBody(let body) in events.map(\.fact) {
            length += body.count
            cuts.append(length)
        }
        return cuts.dropLast()
    }

    /// A recording of an exchange of which no times are known; its response comes event by event, or in one piece.
    ///
    /// Of the header fields only those that an allow-list names are kept as they are: of others the name stays, and
    /// the value is replaced.
    package init(_ exchange: RecordedExchange, origin: String) {
        let target = exchange.request.path + (exchange.request.query.map { "?" + $0 } ?? "")
        var events = [
            Event(
                0,
                .request(
                    method: exchange.request.method, target: target,
                    fields: RecordedFields.scrubbed(exchange.request.fields)))
        ]
        if !exchange.request.body.isEmpty { events.append(Event(0, .requestBody(exchange.request.body))) }
        events.append(Event(0, .requestEnd))
        events.append(
            Event(
                0,
                .response(
                    status: exchange.response.status,
                    fields: RecordedFields.scrubbed(exchange.response.fields))))
        for piece in Self.pieces(of: exchange.response) { events.append(Event(0, .responseBody(piece))) }
        events.append(Event(0, .responseEnd))
        self.init(id: exchange.name, origin: origin, events: events)
    }

    private static func pieces(of response: RecordedExchange.Response) -> [[UInt8]] {
        guard response.isEventStream else { return response.body.isEmpty ? [] : [response.body] }
        var pieces: [[UInt8]] = []
        var start = 0
        let feed = UInt8(ascii: "\n")
        var isBlank = false
        for (index, byte) in response.body.enumerated() {
            if byte == feed {
                if isBlank {
                    pieces.append(Array(response.body[start...index]))
                    start = index + 1
                }
                isBlank = true
            } else if byte != UInt8(ascii: "\r") {
                isBlank = false
            }
        }
        if start < response.body.count { pieces.append(Array(response.body[start...])) }
        return pieces
    }
}
