import SluiceWire

/// Takes a recorded stream apart into events.
struct StreamEventReader {
    private let dialect: any Dialect
    private let framing: StreamFraming
    private var scan = PayloadScan()
    private var ledger = StreamLedger()

    init(_ dialect: any Dialect, _ framing: StreamFraming) {
        self.dialect = dialect
        self.framing = framing
    }

    /// The events of a stream; together their bytes are the stream's.
    mutating func events(of stream: [UInt8]) -> [StreamEvent] {
        var parser = EventStreamParser(framing: framing)
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
            guard read(Array(bytes[data]), name: name, into: &event), frame.isTerminated, frame.other.isEmpty
            else { break }
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
        event.parts = scan.sites.filter { $0.kind == .delta && !$0.range.isEmpty && !$0.isMirror }.map {
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
            $0.kind == .delta && !$0.range.isEmpty && !$0.isMirror && $0.channel.entry != ChannelKey.unnamed
        }
        guard named.count == 1, let site = named.first, isDelta(payload) else { return nil }
        func place(_ range: Range<Int>) -> Range<Int> {
            (range.lowerBound + data.lowerBound)..<(range.upperBound + data.lowerBound)
        }
        guard let edges = DeltaText.edges(of: place(site.range), in: bytes) else { return nil }
        let others = scan.sites.filter { other in
            other.range != site.range && !other.range.isEmpty && !other.isMirror && other.kind != .opaque
                && other.kind != .padding
        }
        guard !others.contains(where: { $0.isKey || $0.isBare }),
            others.allSatisfy({ keepsChannel(of: site, in: payload, without: $0.range) })
        else { return nil }
        let endings = scan.values.filter { $0.name == .finishReason && payload.isSaid(at: place($0.range)) }
        var delta = DeltaText(
            part: part(site, bytes.span.extracting(data)), edges: edges,
            saidOnce: others.map { place($0.range) },
            endings: endings.map { place($0.range) },
            separator: framing == .array ? 0..<data.lowerBound : nil,
            surroundings: nil)
        guard others.isEmpty && endings.isEmpty else { return delta }
        let numbers = scan.values.filter { $0.name == .sequenceNumber }.map(\.range)
        let changing =
            scan.sites.filter { $0.kind == .padding }.map(\.range) + scan.droppable.map(\.range) + numbers
        let removed = ([site.range] + changing).map(place) + (delta.separator.map { [$0] } ?? [])
        delta.surroundings = bytes.replacing(removed.map { ($0, []) })
        return delta
    }

    /// Whether a string beside the text has no part in naming what the text continues.
    private func keepsChannel(
        of site: TextSite, in payload: ArraySlice<UInt8>, without range: Range<Int>
    ) -> Bool {
        var bytes = Array(payload)
        bytes.removeSubrange(range)
        var scan = PayloadScan()
        guard (try? dialect.event.scan(bytes.span, options: .response, into: &scan)) != nil else {
            return false
        }
        return scan.sites.contains { $0.kind == .delta && $0.channel == site.channel }
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
    /// Whether the raw value there is a string that isn't empty, or true.
    fileprivate func isSaid(at range: Range<Int>) -> Bool {
        range.count > 2 && self[range.lowerBound] == UInt8(ascii: "\"")
            || self[range].elementsEqual("true".utf8)
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
