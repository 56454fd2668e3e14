import SluiceRules
import SluiceWire

/// Looks at the head and the first bytes of an answer and hands the body to the filter for its kind.
///
/// The content type is believed only as far as the first byte agrees with it: an event stream labelled as JSON is
/// read as a stream, and JSON labelled as a stream as JSON.
struct AnswerFilter: ResponseFilter {
    private let options: FilterResponse.Options
    private var status = 200
    private var family = MediaType.Family.unknown
    /// The first bytes, as long as they don't tell what the body is.
    private var start: [UInt8]?
    private var events: EventFilter?
    private var whole: WholeAnswerFilter?
    private var text: TextBodyFilter?

    init(options: FilterResponse.Options) {
        self.options = options
    }

    mutating func open(_ head: inout ResponseHead, isBodyless: Bool, _ exchange: inout Exchange) -> FilterStep
    {
        status = head.status
        family = MediaType(head.fields[.contentType]).family
        if isBodyless || family == .binary || family == .multipart { return .passes }
        start = []
        return .more
    }

    mutating func push(_ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange)
        -> FilterStep
    {
        guard start != nil else { return feed(bytes, into: &out, &exchange) }
        start?.append(bytes)
        return settle(isEnd: false, into: &out, &exchange)
    }

    mutating func finish(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep {
        if let start {
            guard !start.isEmpty else { return .ended }
            let step = settle(isEnd: true, into: &out, &exchange)
            guard case .more = step else { return step }
        }
        if events != nil { return events?.finish(into: &out, &exchange) ?? .ended }
        if text != nil { return text?.finish(into: &out, &exchange) ?? .ended }
        return whole?.finish(into: &out, &exchange) ?? .ended
    }

    mutating func fail(_ refusal: Refusal, into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep
    {
        events?.fail(refusal, into: &out, &exchange) ?? .refuse(refusal)
    }

    /// Chooses the filter once the first bytes tell which, and hands them to it.
    private mutating func settle(
        isEnd: Bool, into out: inout [UInt8], _ exchange: inout Exchange
    ) -> FilterStep {
        guard let start, let kind = AnswerKind(start, labelled: family, isEnd: isEnd) else { return .more }
        self.start = nil
        switch kind {
        case .json: whole = WholeAnswerFilter(options: options, isError: status >= 400, family)
        case .events: events = EventFilter(framing: .sse, options: options, exchange)
        case .lines: events = EventFilter(framing: .lines, options: options, exchange)
        case .text: text = TextBodyFilter(exchange)
        }
        return feed(start.span, into: &out, &exchange)
    }

    private mutating func feed(
        _ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange
    ) -> FilterStep {
        if events != nil { return events?.push(bytes, into: &out, &exchange) ?? .more }
        if text != nil { return text?.push(bytes, into: &out, &exchange) ?? .more }
        if whole != nil { return whole?.push(bytes) ?? .more }
        out.append(bytes)
        return .more
    }
}
