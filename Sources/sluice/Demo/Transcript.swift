package import SluiceWire

/// What an answer says, piece by piece: the text of each event and when it was complete.
package struct Transcript {
    /// One event that says something.
    package struct Part: Sendable {
        /// Which event of the stream it is.
        package let event: Int
        package let text: String
        package let time: ContinuousClock.Instant

        package init(event: Int, text: String, time: ContinuousClock.Instant) {
            self.event = event
            self.text = text
            self.time = time
        }
    }

    /// The events with text, in their order; one part when the answer is whole.
    package private(set) var parts: [Part] = []

    /// Why the answer ended, as it says itself; nil when it doesn't.
    package private(set) var finishReason: String?

    /// All that is said.
    package var text: String { parts.map(\.text).joined() }

    /// Reads the answer to a chat request.
    package init(_ answer: TimedAnswer, dialect: any Dialect) {
        guard answer.body.first != UInt8(ascii: "{") else {
            guard let time = answer.pieces.last?.time else { return }
            append(answer.body, dialect.answer, event: 0, at: time)
            return
        }
        var parser = EventStreamParser(framing: .sse)
        var event = 0
        for piece in answer.pieces {
            parser.append(piece.bytes.span)
            while let frame = parser.next() {
                guard case .line(let range) = frame.data else { continue }
                append(Array(parser.buffer[range]), dialect.event, event: event, at: piece.time)
                event += 1
            }
        }
    }

    private mutating func append(
        _ payload: [UInt8], _ table: PathTable, event: Int, at time: ContinuousClock.Instant
    ) {
        var scan = PayloadScan()
        guard (try? table.scan(payload.span, options: .response, into: &scan)) != nil else { return }
        var text: [UInt8] = []
        for site in scan.sites where site.target == .responseText && site.kind != .opaque {
            JSONText.decode(payload.span, site.range, into: &text)
        }
        if let reason = scan.values.last(where: { $0.name == .finishReason }) {
            let word = String(decoding: payload[reason.range], as: UTF8.self)
            if word.hasPrefix("\"") { finishReason = String(word.dropFirst().dropLast()) }
        }
        guard !text.isEmpty else { return }
        parts.append(Part(event: event, text: String(decoding: text, as: UTF8.self), time: time))
    }
}
