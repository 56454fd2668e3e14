package import SluicePipeline
import SluiceWire

/// All texts of a recorded exchange, as the filters read them before they change anything.
///
/// What is streamed is joined: one text for each channel, and one for each string that stands for itself.
package struct ExchangeTexts: Sendable {
    /// Those of the request.
    package let request: [ReadText]
    /// Those of the provider's answer, whether or not it was asked for.
    package let answer: [ReadText]

    package init(_ recorded: RecordedExchange, through replay: Replay) {
        var exchange =
            switch replay.request(recorded) {
            case .answered(_, let exchange), .forwarded(let exchange): exchange
            }
        exchange.body = recorded.request.body
        exchange.noteRequest()
        request = exchange.requestTexts
        let head = ResponseHead(status: recorded.response.status, fields: recorded.response.fields)
        let reading = AnswerReading(head, recorded.response.body, exchange)
        guard case .events(let framing) = reading else {
            answer = exchange.answerTexts(recorded.response.body, status: head.status, as: reading)
            return
        }
        var stream: [UInt8] = []
        UTF8Repair.repair(recorded.response.body.span, into: &stream)
        let reader = RunningTextReader(
            framing.withoutBrokenEnd(stream, in: exchange.dialect), framing, dialect: exchange.dialect,
            namesPlaces: true)
        answer = Self.texts(of: reader.texts)
    }

    private static func texts(of running: [RunningText]) -> [ReadText] {
        var said: [ChannelKey: Set<[UInt8]>] = [:]
        return running.filter { !$0.bytes.isEmpty }.map { text in
            let isRepeat = text.isRepeat && said[text.key, default: []].contains(text.bytes)
            said[text.key, default: []].insert(text.bytes)
            let events = text.parts.filter { !$0.range.isEmpty }.map { $0.event + 1 }
            return ReadText(
                target: text.target, encoding: text.encoding, isSigned: text.isSigned, bytes: text.bytes,
                place: text.key == RunningText.comments ? "a comment" : text.place,
                events: events.first.map { $0...max($0, events.last ?? $0) }, isRepeat: isRepeat)
        }
    }
}
