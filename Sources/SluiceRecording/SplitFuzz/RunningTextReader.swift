import SluiceWire

/// Puts the texts of a stream together, each whole.
struct RunningTextReader {
    private(set) var texts: [RunningText] = []
    /// The index of the first event with text that a reader sees.
    private(set) var firstText: Int?
    private let dialect: any Dialect
    private var open: [ChannelKey: Int] = [:]
    private var site = 0
    /// The parts of messages by their entry.
    private var parts: [UInt16: [Int]] = [:]
    private var ledger = StreamLedger()
    private var scan = PayloadScan()
    private let namesPlaces: Bool
    /// The paths of the sites of the event that is read.
    private var places: [String] = []

    /// - Parameter namesPlaces: Whether each text says at which path it began.
    init(_ stream: [UInt8], _ framing: StreamFraming, dialect: any Dialect, namesPlaces: Bool = false) {
        self.dialect = dialect
        self.namesPlaces = namesPlaces
        var parser = EventStreamParser(framing: framing)
        parser.append(stream.span)
        var number = 0
        while let frame = parser.next() ?? parser.finish() {
            let name = frame.name.map { Array(parser.buffer[$0]) }
            site = 0
            switch frame.data {
            case .none: break
            case .line(let range): read(Array(parser.buffer[range]), name: name, number)
            case .joined(let data): read(data, name: name, number)
            }
            let text = frame.textualName(in: parser.buffer)
            for range in frame.other + (text.map { [$0] } ?? []) {
                add(Array(parser.buffer[range]), whole: RunningText.comments, .responseOther, .plain, number)
            }
            number += 1
        }
        for indices in parts.values {
            for (place, index) in indices.enumerated() {
                texts[index].before = indices[..<place].map { texts[$0].bytes }
            }
        }
    }

    private mutating func read(_ payload: [UInt8], name: [UInt8]?, _ event: Int) {
        guard !payload.isEmpty else { return }
        guard !dialect.isTerminator(payload.span) else {
            open.removeAll()
            return
        }
        do throws(JSONError) {
            try dialect.event.scan(payload.span, options: .response, eventType: name?.span, into: &scan)
        } catch {
            firstText = firstText ?? event
            append(payload, to: ChannelKey(entry: .max), .responseOther, .plain, event)
            return
        }
        dialect.observe(scan, payload: payload.span, ledger: &ledger)
        endCalls()
        if namesPlaces {
            places = JSONPlaces.paths(of: scan.sites.map(\.range.lowerBound), in: payload.span)
        }
        for (index, site) in scan.sites.enumerated()
        where site.isText && !site.isMirror {
            let count = texts.count
            var text: [UInt8] = []
            site.appendText(of: payload.span, to: &text)
            if !text.isEmpty && site.target.side == .response
                && (site.channel.entry != ChannelKey.unnamed || dialect is GenericDialect)
            {
                firstText = firstText ?? event
            }
            if site.kind == .delta {
                let isNew = site.isPart && site.channel.hash == 0 && open[site.channel] == nil
                if isNew { parts[site.channel.entry, default: []].append(texts.count) }
                append(text, to: site.channel, site.target, site.encoding, event, isSigned: site.isSigned)
            } else {
                if site.kind == .repeats { open[site.channel] = nil }
                add(
                    text, whole: site.channel, site.target, site.encoding, event, site.kind == .repeats,
                    isSigned: site.isSigned)
            }
            if namesPlaces, texts.count > count { texts[count].place = places[index] }
        }
        let closed = ledger.closed
        open = open.filter { key, _ in key.entry == ChannelKey.unnamed || !closed.contains(key.major) }
    }

    /// Ends the arguments of the calls that another one follows.
    private mutating func endCalls() {
        let calls = ledger.calls
        open = open.filter { key, index in
            key.entry == ChannelKey.unnamed || texts[index].target != .responseToolArguments
                || !calls.contains(key.major)
        }
    }

    private mutating func append(
        _ text: [UInt8], to key: ChannelKey, _ target: Target, _ encoding: TextEncoding, _ event: Int,
        isSigned: Bool = false
    ) {
        if open[key] == nil {
            open[key] = texts.count
            texts.append(
                RunningText(
                    key: key, target: target, encoding: encoding, isSigned: isSigned, isWhole: false))
        }
        guard let index = open[key] else { return }
        texts[index].append(text, event: event, site: site)
        site += 1
    }

    private mutating func add(
        _ text: [UInt8], whole key: ChannelKey, _ target: Target, _ encoding: TextEncoding, _ event: Int,
        _ isRepeat: Bool = false, isSigned: Bool = false
    ) {
        guard !text.isEmpty else { return }
        var whole = RunningText(
            key: key, target: target, encoding: encoding, isSigned: isSigned, isWhole: true,
            isRepeat: isRepeat)
        whole.append(text, event: event, site: site)
        site += 1
        texts.append(whole)
    }
}
