import SluiceRules
import SluiceWire

/// Filters a stream of events: each leaves whole and in order, once all its texts are decided.
///
/// An event whose texts are decided at once and unchanged is passed on from the parser's buffer without a copy. Any
/// other waits in a queue; its head leaves as it came or with its texts edited. A block takes effect when the event
/// in which the hit begins comes to the head of the queue, so that where the upstream cut its text makes no
/// difference to what is delivered.
struct EventFilter: Sendable {
    let framing: StreamFraming
    let options: FilterResponse.Options
    let rules: RuleView
    let dialect: any Dialect
    let table: PathTable
    let isGeneric: Bool
    let jsonOptions: JSONOptions
    /// Whether the dialect wants to see what leaves.
    let followsDelivery: Bool
    var parser: EventStreamParser
    /// Without memory of its own, and exchanged for the thread's while events are read.
    var scan = PayloadScan()
    var texts: RunningTexts
    var queue = EventQueue()
    /// Whether anything has left, or is about to.
    var hasDelivered = false
    /// Whether any text was edited, so that no repeat of it in token numbers may leave.
    var hasEdited = false
    /// Whether the events before the first text are still kept back.
    var holdsPreamble: Bool
    /// The event that is being read.
    var current = HeldEvent()
    /// Keys that were looked at and are clean by the rules for their target, since events repeat theirs.
    var cleanKeys: [(target: Target, bytes: [UInt8])] = []
    /// The texts of the event that are parts of lists.
    var lists: [TextGroup: [TextSite]] = [:]
    /// Whether clients still take an event without meaning between the stream's own.
    var takesKeepalive = true
    /// The number of events taken.
    var eventCount = 0
    /// Set by the first piece that is not UTF-8 by itself, be it only cut inside a character.
    private var repair: UTF8Repair?

    init(framing: StreamFraming, options: FilterResponse.Options, _ exchange: Exchange) {
        self.framing = framing
        self.options = options
        rules = exchange.rules
        texts = RunningTexts(rules: exchange.rules, isRepeated: exchange.dialect.event.hasRepeats)
        dialect = exchange.dialect
        table = exchange.dialect.event
        isGeneric = exchange.dialect is GenericDialect
        jsonOptions = JSONOptions.response.naming(passed: exchange.receipt.namesLines)
        followsDelivery = exchange.dialect.followsDelivery
        parser = EventStreamParser(framing: framing)
        holdsPreamble = options.holdsPreamble
    }

    mutating func push(_ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange)
        -> FilterStep
    {
        appendRepaired(bytes)
        let thread = ThreadScan.current
        swap(&scan, &thread.scan)
        defer { swap(&scan, &thread.scan) }
        defer { exchange.textFlow.heldCharacters = queue.characterCount }
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
        let thread = ThreadScan.current
        swap(&scan, &thread.scan)
        defer { swap(&scan, &thread.scan) }
        while let frame = parser.next() ?? parser.finish() {
            guard !frame.isBrokenOff(in: parser.buffer, dialect) else { continue }
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

    /// How many bytes wait: of an event that isn't complete, and of events that aren't decided.
    var heldBytes: Int { parser.pendingBytes + queue.byteCount }

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
        texts.finish()
        exchange.record(texts.takeFindings())
        exchange.record(exceptions: texts.takeExceptions())
        if holdsPreamble && !queue.contains(where: { $0.hasText }) { holdsPreamble = false }
        return drain(into: &out, &exchange)
    }

    /// Takes one event: reads its texts, then lets it pass, or queues it.
    private mutating func accept(
        _ frame: EventFrame, into out: inout [UInt8], _ exchange: inout Exchange
    ) -> FilterStep {
        guard read(frame, &exchange) else { return fail(.unknownShape, into: &out, &exchange) }
        guard !texts.isOverfull else { return fail(.tooManyTexts, into: &out, &exchange) }
        exchange.record(texts.takeFindings())
        exchange.record(exceptions: texts.takeExceptions())
        if !current.parts.isEmpty { exchange.textFlow.hasBegun = true }
        if current.isUsageAlone && current.parts.isEmpty && current.isUntouched {
            return drain(into: &out, &exchange)
        }
        if queue.isEmpty && !holdsPreamble && current.isTerminated && current.isUntouched
            && !current.hasTokens
            && texts.isUntouched(current.parts)
        {
            out.append(parser.buffer.span.extracting(frame.raw))
            if followsDelivery, case .line(let range) = frame.data, current.number > 0 {
                dialect.noteDelivery(
                    scan, payload: parser.buffer.span.extracting(range), ledger: &exchange.ledger)
            }
            noteDelivery(of: current.parts, number: current.number, &exchange)
            return .more
        }
        current.keep(frame, from: parser.buffer)
        queue.append(taking: &current)
        return drain(into: &out, &exchange)
    }
}

extension Refusal {
    /// A single event, or the text held for a decision, is larger than the cap.
    static let streamTooLarge = Refusal(
        .responseUninspectable, "The provider's stream holds an event that is larger than can be inspected.")
    /// A stream has more running texts than are kept.
    static let tooManyTexts = Refusal(
        .responseUninspectable, "The provider's stream holds more texts than can be inspected.")
}
