import SluiceRules
import SluiceWire

/// Looks at the head and the first bytes of an answer and hands the body to the filter for its kind.
///
/// The content type is believed only as far as the first bytes agree with it: an event stream labelled as JSON or as an
/// image is read as a stream, JSON labelled as a stream as JSON, and one JSON object behind the other, a line each, as
/// a stream of lines.
struct AnswerFilter: ResponseFilter {
    /// Which of the filters has the body.
    private enum State: Sendable {
        case untouched
        case sniffing
        case events
        case whole
        case text
        case binary
    }

    private let options: FilterResponse.Options
    private var status = 200
    private var family = MediaType.Family.unknown
    /// Whether the label names bytes that are no text.
    private var isMedia = false
    private var state = State.untouched
    /// The first bytes, as long as they don't tell what the body is.
    private var start: [UInt8] = []
    @Apart private var events: EventFilter?
    private var whole: WholeAnswerFilter?
    @Apart private var text: TextBodyFilter?

    init(options: FilterResponse.Options) {
        self.options = options
    }

    mutating func open(_ head: inout ResponseHead, isBodyless: Bool, _ exchange: inout Exchange) -> FilterStep
    {
        status = head.status
        let type = MediaType(head.fields[.contentType])
        family = type.family
        isMedia = family == .binary && !type.mayBeText
        if isBodyless { return .passes }
        if family == .multipart { return .refuse(.unreadableAnswer) }
        state = .sniffing
        return .more
    }

    mutating func push(_ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange)
        -> FilterStep
    {
        guard state == .sniffing else { return feed(bytes, into: &out, &exchange) }
        start.append(bytes)
        return settle(isEnd: false, into: &out, &exchange)
    }

    mutating func finish(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep {
        if state == .sniffing && !start.isEmpty {
            let step = settle(isEnd: true, into: &out, &exchange)
            guard case .more = step else { return step }
        }
        switch state {
        case .untouched, .sniffing, .binary: return .ended
        case .events: return events?.finish(into: &out, &exchange) ?? .ended
        case .whole: return whole?.finish(into: &out, &exchange) ?? .ended
        case .text: return text?.finish(into: &out, &exchange) ?? .ended
        }
    }

    mutating func fail(_ refusal: Refusal, into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep
    {
        events?.fail(refusal, into: &out, &exchange) ?? .refuse(refusal)
    }

    func keepalive(_ exchange: Exchange) -> [UInt8]? {
        status < 400 ? events?.keepalive(exchange.ledger) : nil
    }

    var heldBytes: Int { start.count + (events?.heldBytes ?? 0) + (whole?.heldBytes ?? 0) }

    /// Chooses the filter once the first bytes tell which, and hands them to it.
    private mutating func settle(
        isEnd: Bool, into out: inout [UInt8], _ exchange: inout Exchange
    ) -> FilterStep {
        guard let kind = AnswerKind(start, labelled: family, isMedia: isMedia, isEnd: isEnd) else {
            return .more
        }
        switch AnswerReading.way(kind, start, status: status, exchange) {
        case .events(let framing):
            state = .events
            events = EventFilter(framing: framing, options: options, exchange)
        case .whole:
            state = .whole
            whole = WholeAnswerFilter(options: options, isError: status >= 400, family)
        case .text:
            state = .text
            text = TextBodyFilter(options: options, keepsBytes: family == .binary, exchange)
        case .binary:
            state = .binary
        }
        let first = start
        start = []
        if state == .binary && isMedia {
            let step = feed(first.span, into: &out, &exchange)
            guard case .more = step else { return step }
            return .passes
        }
        guard state != .whole else { return settleWhole(whole?.push(first) ?? .more, into: &out, &exchange) }
        return feed(first.span, into: &out, &exchange)
    }

    private mutating func feed(
        _ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange
    ) -> FilterStep {
        switch state {
        case .events: return events?.push(bytes, into: &out, &exchange) ?? .more
        case .whole: return settleWhole(whole?.push(bytes) ?? .more, into: &out, &exchange)
        case .text: return text?.push(bytes, into: &out, &exchange) ?? .more
        case .untouched, .sniffing, .binary:
            exchange.receipt.count(unread: bytes.count, .response)
            out.append(bytes)
            return .more
        }
    }

    /// Goes on event by event where a whole answer turns out to be a stream of lines.
    private mutating func settleWhole(
        _ step: FilterStep, into out: inout [UInt8], _ exchange: inout Exchange
    ) -> FilterStep {
        guard case .more = step, status < 400, !exchange.dialect.takesLists,
            let lines = whole?.takeLines(exchange.dialect.event)
        else { return step }
        whole = nil
        state = .events
        events = EventFilter(framing: .lines, options: options, exchange)
        return events?.push(lines.span, into: &out, &exchange) ?? .more
    }
}
