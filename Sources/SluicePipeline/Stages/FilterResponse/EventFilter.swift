import SluiceRules
import SluiceWire

/// Filters a stream of events: each leaves whole and in order, once all its texts are decided.
///
/// An event whose texts are decided at once and unchanged is passed on from the parser's buffer without a copy. Any
/// other waits in a queue; its head leaves as it came or with its texts edited. A block takes effect when the event
/// in which the hit begins comes to the head of the queue, so that where the upstream cut its text makes no
/// difference to what is delivered.
struct EventFilter: Sendable {
    let options: FilterResponse.Options
    let rules: RuleView
    let dialect: any Dialect
    private let table: PathTable
    private let isGeneric: Bool
    private let framing: StreamFraming
    private var parser: EventStreamParser
    private var scan = PayloadScan()
    var channels: [Channel] = []
    /// How far each channel is; beside `channels`, so that asking doesn't copy one.
    var progress: [TextProgress] = []
    /// Up to where the text of each channel has left.
    var released: [Int] = []
    /// Whether any channel ever had a finding.
    var hasPendingFindings = false
    var queue = EventQueue()
    /// Whether anything has left, or is about to.
    var hasDelivered = false
    /// Whether the events before the first text are still kept back.
    var holdsPreamble: Bool
    private var current = HeldEvent()
    private var hasUnnamedChannels = false
    /// Keys that were looked at and are clean, since events repeat theirs.
    private var cleanKeys: [[UInt8]] = []
    /// The number of events taken.
    private var eventCount = 0
    /// Set by the first piece that is not UTF-8 by itself, be it only cut inside a character.
    private var repair: UTF8Repair?
    private var text: [UInt8] = []

    init(framing: StreamFraming, options: FilterResponse.Options, _ exchange: Exchange) {
        self.options = options
        self.framing = framing
        rules = exchange.rules
        dialect = exchange.dialect
        table = exchange.dialect.event
        isGeneric = exchange.dialect is GenericDialect
        parser = EventStreamParser(framing: framing)
        holdsPreamble = options.holdsPreamble
    }

    mutating func push(_ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange)
        -> FilterStep
    {
        appendRepaired(bytes)
        while let frame = parser.next() {
            let step = accept(frame, into: &out, &exchange)
            guard case .more = step else { return step }
        }
        guard parser.pendingBytes <= options.maximumEventBytes, queue.byteCount <= options.maximumEventBytes
        else {
            return fail(.streamTooLarge, into: &out, &exchange)
        }
        return .more
    }

    mutating func finish(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep {
        if var stream = repair {
            var rest: [UInt8] = []
            stream.finish(into: &rest)
            parser.append(rest.span)
        }
        while let frame = parser.next() ?? parser.finish() {
            let step = accept(frame, into: &out, &exchange)
            guard case .more = step else { return step }
        }
        let step = close(into: &out, &exchange)
        guard case .more = step else { return step }
        return .ended
    }

    /// The stream broke off: what came whole is decided and leaves, then the dialect's error.
    mutating func fail(_ refusal: Refusal, into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep
    {
        holdsPreamble = holdsPreamble && !queue.contains { $0.hasText }
        if holdsPreamble && !hasDelivered { return .refuse(refusal) }
        let step = close(into: &out, &exchange)
        guard case .more = step else { return step }
        guard hasDelivered else { return .refuse(refusal) }
        out += dialect.ending(.hard, notice: Notice(refusal, eventID: exchange.id), ledger: exchange.ledger)
        return .abort
    }

    /// Hands bytes to the parser, what is not UTF-8 replaced: clients fail on it.
    private mutating func appendRepaired(_ bytes: Span<UInt8>) {
        guard repair == nil, UTF8Repair.isValid(bytes) else {
            var stream = repair ?? UTF8Repair()
            var repaired: [UInt8] = []
            stream.append(bytes, into: &repaired)
            parser.append(repaired.span)
            repair = stream
            return
        }
        parser.append(bytes)
    }

    /// No more text comes: every channel is over, everything held leaves.
    private mutating func close(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep {
        for index in channels.indices { finish(channel: index, &exchange) }
        if holdsPreamble && !queue.contains(where: { $0.hasText }) { holdsPreamble = false }
        return drain(into: &out, &exchange)
    }

    private mutating func finish(channel index: Int, _ exchange: inout Exchange) {
        guard channels[index].key != nil else { return }
        channels[index].key = nil
        progress[index] = channels[index].filter.finish()
        takeHits(ofChannel: index, &exchange)
    }

    private mutating func takeHits(ofChannel index: Int, _ exchange: inout Exchange) {
        guard progress[index].hasHits else { return }
        let hits = channels[index].filter.takeHits()
        hasPendingFindings = true
        channels[index].pending.add(hits, target: channels[index].target)
        count(findingsOf: index, &exchange)
    }

    /// Takes one event: reads its texts, then lets it pass, or queues it.
    private mutating func accept(
        _ frame: EventFrame, into out: inout [UInt8], _ exchange: inout Exchange
    ) -> FilterStep {
        current.begin(frame)
        eventCount += 1
        switch frame.data {
        case .none:
            break
        case .line(let range):
            if dialect.isTerminator(parser.buffer.span.extracting(range)) {
                for index in channels.indices { finish(channel: index, &exchange) }
                holdsPreamble = holdsPreamble && queue.contains { $0.hasText }
            } else if !read(parser.buffer, range, named: frame.name, in: parser.buffer, &exchange) {
                return fail(.unknownShape, into: &out, &exchange)
            }
        case .joined(let data):
            if !read(data, 0..<data.count, named: frame.name, in: parser.buffer, &exchange) {
                return fail(.unknownShape, into: &out, &exchange)
            }
        }
        inspectOtherLines(of: frame, &exchange)
        if queue.isEmpty && !holdsPreamble && frame.isTerminated && current.isUntouched
            && isUntouched(current.parts)
        {
            out.append(parser.buffer.span.extracting(frame.raw))
            noteDelivery(of: current.parts, number: current.number, &exchange)
            return .more
        }
        current.keep(frame, from: parser.buffer)
        queue.append(current)
        return drain(into: &out, &exchange)
    }

    /// Reads the texts of an event's data.
    ///
    /// - Parameter names: What the event's name points into; the data may have been joined in a buffer of its own.
    /// - Returns: False when it holds a shape that `unknown_event: block` doesn't let pass.
    private mutating func read(
        _ buffer: [UInt8], _ range: Range<Int>, named name: Range<Int>?, in names: [UInt8],
        _ exchange: inout Exchange
    ) -> Bool {
        let payload = buffer.span.extracting(range)
        guard !payload.isEmpty else { return true }
        do throws(JSONError) {
            let type = names.span.extracting(name ?? 0..<0)
            try table.scan(payload, options: .response, eventType: type, into: &scan)
        } catch {
            return readAsText(payload, &exchange)
        }
        dialect.observe(scan, payload: payload, ledger: &exchange.ledger)
        current.number = exchange.ledger.accepted
        for index in scan.sites.indices {
            let site = scan.sites[index]
            switch site.kind {
            case .opaque, .padding:
                continue
            case .delta, .whole, .repeats:
                let isUnknown = site.channel.entry == ChannelKey.unnamed && !isGeneric
                if isUnknown && options.unknownEvent != .inspect && !site.range.isEmpty {
                    if options.unknownEvent == .block { return false }
                    continue
                }
                if !site.range.isEmpty && !isUnknown { current.hasText = true }
                if site.kind == .delta {
                    append(site, in: payload, &exchange)
                } else {
                    inspect(site, in: payload, &exchange)
                }
            }
        }
        if !exchange.ledger.closed.isEmpty { finishClosedChannels(&exchange) }
        finishSilentChannels(&exchange)
        return true
    }

    /// A string that no table names may be a new kind of delta, or just a member that was sent once: when its path is
    /// silent for some events its text is over, or else one that ends like the beginning of a match would hold the
    /// stream to its end.
    private mutating func finishSilentChannels(_ exchange: inout Exchange) {
        guard hasUnnamedChannels else { return }
        for index in channels.indices
        where progress[index].decided < progress[index].length
            && channels[index].key?.entry == ChannelKey.unnamed
            && eventCount - channels[index].latestEvent >= Self.maximumSilentEvents
        {
            finish(channel: index, &exchange)
        }
    }

    /// The number of events after which an unnamed text that isn't continued is over.
    private static let maximumSilentEvents = 8

    private mutating func finishClosedChannels(_ exchange: inout Exchange) {
        for index in channels.indices {
            guard let key = channels[index].key, key.entry != ChannelKey.unnamed else { continue }
            if exchange.ledger.closed.contains(key.major) { finish(channel: index, &exchange) }
        }
    }

    private mutating func append(_ site: TextSite, in payload: Span<UInt8>, _ exchange: inout Exchange) {
        let index = channel(for: site)
        let lower = progress[index].length
        if site.isEscaped {
            var decoded: [UInt8] = []
            swap(&decoded, &text)
            decoded.removeAll(keepingCapacity: true)
            JSONText.decode(payload, site.range, into: &decoded)
            progress[index] = channels[index].filter.append(decoded.span)
            swap(&decoded, &text)
        } else {
            progress[index] = channels[index].filter.append(payload.extracting(site.range))
        }
        takeHits(ofChannel: index, &exchange)
        channels[index].latestEvent = eventCount
        current.parts.append(
            HeldEvent.Part(channel: index, range: lower..<progress[index].length, site: site))
    }

    /// Data that is no JSON: one running text with all other such data.
    private mutating func readAsText(_ payload: Span<UInt8>, _ exchange: inout Exchange) -> Bool {
        guard options.unknownEvent != .block else { return false }
        guard options.unknownEvent == .inspect else { return true }
        current.hasText = true
        let index = channel(key: ChannelKey(entry: .max), target: .responseOther, encoding: .plain)
        let lower = progress[index].length
        progress[index] = channels[index].filter.append(payload)
        takeHits(ofChannel: index, &exchange)
        current.parts.append(
            HeldEvent.Part(channel: index, range: lower..<progress[index].length, site: nil))
        return true
    }

    private mutating func channel(for site: TextSite) -> Int {
        for index in channels.indices where channels[index].key == site.channel { return index }
        return channel(key: site.channel, target: site.target, encoding: site.encoding)
    }

    private mutating func channel(key: ChannelKey, target: Target, encoding: TextEncoding) -> Int {
        if let index = channels.firstIndex(where: { $0.key == key }) { return index }
        if key.entry == ChannelKey.unnamed { hasUnnamedChannels = true }
        let filter = TextFilter(rules.selection(for: target), encoding: encoding)
        channels.append(Channel(key: key, target: target, filter: filter))
        progress.append(TextProgress())
        released.append(0)
        return channels.count - 1
    }

    /// The most keys that are remembered as clean, and the most bytes of one.
    private static let maximumCleanKeys = 16
    private static let maximumCleanKeyBytes = 64

    private mutating func inspect(_ site: TextSite, in payload: Span<UInt8>, _ exchange: inout Exchange) {
        let isShortKey = site.isKey && site.range.count <= Self.maximumCleanKeyBytes
        if isShortKey && cleanKeys.contains(where: { payload.extracting(site.range).isEqual(to: $0) }) {
            return
        }
        var inspector = TextInspector(rules: rules)
        let edits = inspector.inspect(site, in: payload)
        if isShortKey && inspector.findings.isEmpty && cleanKeys.count < Self.maximumCleanKeys {
            var key: [UInt8] = []
            key.append(payload.extracting(site.range))
            cleanKeys.append(key)
        }
        if !edits.isEmpty { current.changes.append(HeldEvent.Change(site: site, edits: edits)) }
        current.findings += inspector.findings
        if current.block == nil { current.block = inspector.block }
    }

    /// Comments and lines that no client reads are texts all the same.
    private mutating func inspectOtherLines(of frame: EventFrame, _ exchange: inout Exchange) {
        guard !frame.other.isEmpty, options.unknownEvent != .pass else { return }
        var inspector = TextInspector(rules: rules)
        for range in frame.other {
            let edits = inspector.inspect(parser.buffer.span.extracting(range), target: .responseOther)
            if !edits.isEmpty { current.losesOtherLines = true }
        }
        current.findings += inspector.findings
        if current.block == nil { current.block = inspector.block }
    }
}

extension Refusal {
    /// A single event, or the text held for a decision, is larger than the cap.
    static let streamTooLarge = Refusal(
        .responseUninspectable, "The provider's stream holds an event that is larger than can be inspected.")
}
