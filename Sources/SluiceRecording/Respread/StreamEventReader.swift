import SluiceWire

/// Takes a recorded stream apart into events.
struct StreamEventReader {
    private let dialect: any Dialect
    private var scan = PayloadScan()
    private var ledger = StreamLedger()

    init(_ dialect: any Dialect) {
        self.dialect = dialect
    }

    /// The events of a stream of server-sent events; together their bytes are the stream's.
    mutating func events(of stream: [UInt8]) -> [StreamEvent] {
        var parser = EventStreamParser(framing: .sse)
        parser.append(stream.span)
        var events: [StreamEvent] = []
        while let frame = parser.next() ?? parser.finish() {
            events.append(event(frame, in: parser.buffer))
        }
        return events
    }

    private mutating func event(_ frame: EventFrame, in buffer: [UInt8]) -> StreamEvent {
        let bytes = Array(buffer[frame.raw])
        var event = StreamEvent(bytes: bytes, isComplete: frame.isTerminated && frame.data != .none)
        let name = frame.name.map { Array(buffer[$0]) }
        switch frame.data {
        case .none:
            break
        case .joined(let payload):
            read(payload, name: name, into: &event)
        case .line(let line):
            let base = frame.raw.lowerBound
            let data = (line.lowerBound - base)..<(line.upperBound - base)
            guard read(Array(bytes[data]), name: name, into: &event), frame.isTerminated else { break }
            event.delta = delta(in: bytes, data)
        }
        return event
    }

    /// Reads what an event's data adds to running texts.
    ///
    /// - Returns: Whether the data is JSON.
    @discardableResult
    private mutating func read(_ payload: [UInt8], name: [UInt8]?, into event: inout StreamEvent) -> Bool {
        guard !payload.isEmpty else { return false }
        guard !dialect.isTerminator(payload.span) else {
            event.closing = .all
            return false
        }
        do throws(JSONError) {
            try dialect.event.scan(payload.span, options: .response, eventType: name?.span, into: &scan)
        } catch {
            let text = StreamEvent.Part(
                channel: ChannelKey(entry: .max), target: .responseOther, encoding: .plain,
                codePoints: payload.count { $0 & 0xC0 != 0x80 })
            event.parts = [text]
            return false
        }
        dialect.observe(scan, payload: payload.span, ledger: &ledger)
        event.closing = .majors(ledger.closed)
        event.parts = scan.sites.filter { $0.kind == .delta && !$0.range.isEmpty }.map {
            part($0, payload.span)
        }
        return true
    }

    private func part(_ site: TextSite, _ payload: Span<UInt8>) -> StreamEvent.Part {
        var text: [UInt8] = []
        JSONText.decode(payload, site.range, into: &text)
        return StreamEvent.Part(
            channel: site.channel, target: site.target, encoding: site.encoding,
            codePoints: text.count { $0 & 0xC0 != 0x80 })
    }

    /// The event's text, when it is the only running text in it that a table names.
    private func delta(in bytes: [UInt8], _ data: Range<Int>) -> DeltaText? {
        let payload = bytes[data]
        let named = scan.sites.filter {
            $0.kind == .delta && !$0.range.isEmpty && $0.channel.entry != ChannelKey.unnamed
        }
        guard named.count == 1, let site = named.first, isDelta(payload) else { return nil }
        func place(_ range: Range<Int>) -> Range<Int> {
            (range.lowerBound + data.lowerBound)..<(range.upperBound + data.lowerBound)
        }
        guard let edges = DeltaText.edges(of: place(site.range), in: bytes) else { return nil }
        let others = scan.sites.filter { other in
            other.range != site.range && !other.range.isEmpty && other.kind != .opaque
                && other.kind != .padding
        }
        guard !others.contains(where: { $0.isKey || $0.isBare }) else { return nil }
        let endings = scan.values.filter { $0.name == .finishReason && payload.isString(at: place($0.range)) }
        var delta = DeltaText(
            part: part(site, bytes.span.extracting(data)), edges: edges,
            saidOnce: others.map { place($0.range) },
            endings: endings.map { place($0.range) }, surroundings: nil)
        guard others.isEmpty && endings.isEmpty else { return delta }
        let numbers = scan.values.filter { $0.name == .sequenceNumber }.map(\.range)
        let changing =
            scan.sites.filter { $0.kind == .padding }.map(\.range) + scan.droppable.map(\.range) + numbers
        delta.surroundings = bytes.replacing(([site.range] + changing).map { (place($0), []) })
        return delta
    }

    /// Whether several events can stand in the place of this one: where events have types, only deltas.
    private func isDelta(_ payload: ArraySlice<UInt8>) -> Bool {
        guard let type = scan.values.first(where: { $0.name == .eventType }) else { return true }
        let start = payload.startIndex
        return payload[(start + type.range.lowerBound)..<(start + type.range.upperBound)]
            .reversed().starts(with: "delta\"".utf8.reversed())
    }
}

extension ArraySlice<UInt8> {
    /// Whether the raw value there is a string that isn't empty.
    fileprivate func isString(at range: Range<Int>) -> Bool {
        range.count > 2 && self[range.lowerBound] == UInt8(ascii: "\"")
    }
}

extension [UInt8] {
    /// The bytes with ranges replaced; the ranges don't overlap and may be in any order.
    func replacing(_ changes: [(range: Range<Int>, bytes: [UInt8])]) -> [UInt8] {
        var result = self
        for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            result.replaceSubrange(change.range, with: change.bytes)
        }
        return result
    }
}
