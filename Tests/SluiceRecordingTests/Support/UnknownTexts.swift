import SluiceRecording
import SluiceWire

/// The strings of exchanges that no line of their dialect's tables names.
struct UnknownTexts {
    /// Dialect, side and text, for keys and for the first bytes of values.
    private(set) var places: Set<String> = []
    private var scan = PayloadScan()

    /// What single providers send beside their dialect, inspected as `other`.
    static let declared: Set<String> = []

    /// Reads all payloads of an exchange.
    mutating func read(_ recorded: RecordedExchange) {
        let dialect = recorded.dialect
        read(recorded.request.body, dialect.request, "\(dialect.name) request", nil)
        guard let framing = recorded.framing else {
            let isError = recorded.response.status >= 400
            return read(
                recorded.response.body, isError ? dialect.errorAnswer : dialect.answer,
                "\(dialect.name) \(isError ? "error" : "answer")", nil)
        }
        var parser = EventStreamParser(framing: framing)
        parser.append(recorded.response.body.span)
        while let frame = parser.next() ?? parser.finish() {
            guard case .line(let range) = frame.data else { continue }
            let name = frame.name.map { Array(parser.buffer[$0]) }
            read(Array(parser.buffer[range]), dialect.event, "\(dialect.name) event", name)
        }
    }

    private mutating func read(_ payload: [UInt8], _ table: PathTable, _ side: String, _ name: [UInt8]?) {
        guard
            (try? table.scan(payload.span, options: .response, eventType: name?.span, into: &scan)) != nil
        else { return }
        for site in scan.sites where site.channel.entry == ChannelKey.unnamed && site.kind != .opaque {
            var text: [UInt8] = []
            JSONText.decode(payload.span, site.range, into: &text)
            let word = String(decoding: text.prefix(40), as: UTF8.self)
            places.insert("\(side) \(site.isKey ? "key" : "value") \(word)")
        }
    }
}
