import SluiceWire

/// Reads a stream as it reaches the client and holds each text against the one that is expected.
struct DeliveryReader: Sendable {
    /// How much of each expected text has come, in bytes.
    private(set) var positions: [ChannelKey: Int] = [:]
    /// The text of the deltas so far: what is said again has to agree with it.
    private var deltas: [ChannelKey: [UInt8]] = [:]
    /// The number of events with data that have come.
    private(set) var events = 0
    /// The first broken invariant.
    private(set) var fault: (invariant: FuzzInvariant, detail: String)?
    /// What the stream is by the rules of its dialect.
    private(set) var grammar: StreamGrammar
    private let dialect: any Dialect
    private let expected: [ChannelKey: [UInt8]]
    private var parser: EventStreamParser
    private let framing: StreamFraming
    private var scan = PayloadScan()

    /// - Parameter expected: The final text of each channel; texts on other channels count as an ending's own.
    init(_ dialect: any Dialect, _ framing: StreamFraming, expecting expected: [ChannelKey: [UInt8]]) {
        self.dialect = dialect
        self.framing = framing
        parser = EventStreamParser(framing: framing)
        self.expected = expected
        grammar = StreamGrammar(dialect)
    }

    /// Takes bytes that were sent.
    mutating func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        parser.append(bytes.span)
        while let frame = parser.next() { take(frame) }
        if hasPartOfEvent { note(.validProtocol, "a part of an event was sent") }
    }

    /// Whether the bytes behind the last event begin another; what separates an array's elements doesn't.
    private var hasPartOfEvent: Bool {
        guard framing == .array else { return parser.pendingBytes > 0 }
        return parser.buffer.suffix(parser.pendingBytes).contains { !" \t\r\n,[]".utf8.contains($0) }
    }

    /// The stream is over: every text has to be there in full.
    mutating func finish() {
        for (key, text) in expected where positions[key, default: 0] != text.count {
            note(.sameText, "\(positions[key, default: 0]) of \(text.count) bytes came on \(key.summary)")
        }
    }

    private mutating func take(_ frame: EventFrame) {
        switch frame.data {
        case .none: break
        case .line(let range): take(Array(parser.buffer[range]), name: frame.name)
        case .joined(let data): take(data, name: frame.name)
        }
        let name = frame.textualName(in: parser.buffer)
        for range in frame.other + (name.map { [$0] } ?? []) {
            advance(ChannelKey(entry: .max), Array(parser.buffer[range]))
        }
        if frame.data != .none { events += 1 }
    }

    private mutating func take(_ payload: [UInt8], name: Range<Int>?) {
        guard !payload.isEmpty else { return }
        guard !dialect.isTerminator(payload.span) else { return grammar.takeTerminator() }
        let eventType = name.map { Array(parser.buffer[$0]) }
        do throws(JSONError) {
            try dialect.event.scan(payload.span, options: .response, eventType: eventType?.span, into: &scan)
        } catch {
            grammar.note("an event is no JSON: \(error.reason.rawValue)")
            return advance(ChannelKey(entry: .max), payload)
        }
        grammar.take(scan, payload.span)
        var text: [UInt8] = []
        // What a response says again of its request isn't the model's text; an ending leaves it out.
        for site in scan.sites
        where site.isText && !site.range.isEmpty
            && site.target.side == .response && !site.isMirror
        {
            text.removeAll(keepingCapacity: true)
            site.appendText(of: payload.span, to: &text)
            switch site.kind {
            case .delta:
                deltas[site.channel.withoutPath, default: []] += text
                advance(site.channel.withoutPath, text)
            case .repeats: repeats(site.channel.withoutPath, text)
            case .piece, .whole, .opaque, .padding: advance(site.channel.withoutPath, text)
            }
        }
    }

    private mutating func repeats(_ key: ChannelKey, _ text: [UInt8]) {
        guard let said = deltas[key] else { return advance(key, text) }
        if said != text { grammar.note("a repeat on \(key.summary) differs from the deltas") }
    }

    private mutating func advance(_ key: ChannelKey, _ text: [UInt8]) {
        guard let whole = expected[key] else { return }
        let start = positions[key, default: 0]
        positions[key] = start + text.count
        guard start + text.count <= whole.count, whole[start..<(start + text.count)].elementsEqual(text)
        else {
            return note(.prefix, "text on \(key.summary) differs from the final text behind byte \(start)")
        }
    }

    private mutating func note(_ invariant: FuzzInvariant, _ detail: String) {
        if fault == nil { fault = (invariant, detail) }
    }
}

extension ChannelKey {
    /// The key for reports.
    var summary: String { "channel \(entry).\(major).\(minor)" }
}
