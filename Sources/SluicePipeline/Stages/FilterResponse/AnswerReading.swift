package import SluiceWire

/// How the body of an answer is read.
package enum AnswerReading: Sendable {
    /// Event by event.
    case events(StreamFraming)
    /// As one JSON value, or a list of them.
    case whole
    /// As one text, streamed.
    case text
    /// Not at all.
    case binary

    /// Chooses the way for a kind of body.
    ///
    /// - Parameter start: The first bytes.
    static func way(
        _ kind: AnswerKind, _ start: [UInt8], status: Int, _ exchange: Exchange
    ) -> AnswerReading {
        // Such a client reads lines of events, whatever the label and the first line say.
        let asksForStream =
            status < 400 && (exchange.ledger.request.isStream || exchange.dialect.streamsArray)
        switch kind {
        case .json where exchange.dialect.streamsArray && status < 400 && Self.startsArray(start):
            return .events(.array)
        case .json where asksForStream && Self.startsProse(start), .text where asksForStream:
            return .events(.sse)
        case .text where exchange.dialect.takesLists && Self.holdsLines(start), .json: return .whole
        case .events: return .events(.sse)
        case .lines: return .events(.lines)
        case .text: return .text
        case .binary: return .binary
        }
    }

    /// The way of a whole answer whose request has been noted.
    package init(_ head: ResponseHead, _ body: [UInt8], _ exchange: Exchange) {
        let type = MediaType(head.fields[.contentType])
        let kind = AnswerKind(
            body, labelled: type.family, isMedia: type.family == .binary && !type.mayBeText, isEnd: true)
        let reading = Self.way(kind ?? .binary, body, status: head.status, exchange)
        guard case .whole = reading, head.status < 400, !exchange.dialect.takesLists else {
            self = reading
            return
        }
        var whole = WholeAnswerFilter(options: .init(), isError: false, type.family)
        _ = whole.push(body.span)
        self = whole.takeLines(exchange.dialect.event) == nil ? .whole : .events(.lines)
    }

    /// Whether the body is a JSON array.
    private static func startsArray(_ start: [UInt8]) -> Bool { firstVisible(start) == UInt8(ascii: "[") }

    /// Whether the body can't be JSON.
    private static func startsProse(_ start: [UInt8]) -> Bool {
        firstVisible(start).map { !"{[\"".utf8.contains($0) } ?? false
    }

    /// The first byte behind blanks and byte order marks.
    private static func firstVisible(_ start: [UInt8]) -> UInt8? {
        start.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF, 0xFE, 0xFF].contains($0) }
    }

    /// Whether one of the first lines is JSON: then the body may be a list, whatever stands before it.
    private static func holdsLines(_ start: [UInt8]) -> Bool {
        start.split { $0 == 0x0A || $0 == 0x0D }.contains { ASCII.opensJSON(Array($0).span) }
    }
}
