/// Takes a response from an upstream to the client: stages over its head, the attached filter over its body.
///
/// A state machine without I/O. The transport feeds it what comes (`open`, `push`, `finish`, `fail`) and after each
/// call takes what may leave: first `takeHead()`, then `output`, then looks at `state`.
package struct ResponseRelay: Sendable {
    /// Where the response stands.
    package enum State: Sendable, Equatable {
        /// More comes from the upstream.
        case open
        /// Complete: after `output`, the message ends as its framing demands. The upstream is not needed any more.
        case complete
        /// After `output`, the connection is closed without a clean end of the message.
        case broken
    }

    /// Status, fields and framing of what goes to the client.
    package struct Head: Sendable {
        /// Status and fields, framing fields not among them.
        package var head: ResponseHead
        /// How the body is delimited.
        package var framing: BodyFraming
        /// Whether the connection is closed behind the answer.
        package var closesConnection: Bool
    }

    /// Where the response stands.
    package private(set) var state = State.open
    /// Bytes of the body that may leave; the transport empties it, keeping the capacity.
    package var output: [UInt8] = []
    /// The exchange.
    package private(set) var exchange: Exchange
    /// Whether the head has left.
    package private(set) var isHeadTaken = false

    private let chain: Chain
    private var upstreamHead: ResponseHead?
    private var ready: Head?
    private var isBodyless = false
    /// What the upstream's framing promises.
    private var contentLength: Int?

    package init(chain: Chain, exchange: consuming Exchange) {
        self.chain = chain
        self.exchange = exchange
        // What has left is of no use to the answer.
        self.exchange.body = []
        self.exchange.request.fields = HeaderFields()
    }

    /// The upstream's head is there.
    ///
    /// - Parameter contentLength: What the upstream's framing promises, if it does.
    package mutating func open(_ head: ResponseHead, contentLength: Int?) {
        var head = head
        isBodyless = exchange.received.method == "HEAD" || head.status == 204 || head.status == 304
        let step = openFilter(&head)
        upstreamHead = head
        self.contentLength = contentLength
        switch step {
        case .passes: prepareHead(framing: contentLength.map(BodyFraming.length) ?? .chunked)
        default: take(step)
        }
    }

    /// Bytes of the body came.
    package mutating func push(_ bytes: Span<UInt8>) {
        guard state == .open else { return }
        guard exchange.responseFilter != nil else {
            output.append(bytes)
            return
        }
        take(filtering { filter, output, exchange in filter.push(bytes, into: &output, &exchange) })
    }

    /// The body is complete.
    package mutating func finish() {
        guard state == .open else { return }
        let step = filtering { filter, output, exchange in filter.finish(into: &output, &exchange) }
        switch step {
        case .more, .passes: take(.ended)
        default: take(step)
        }
    }

    /// The upstream failed: before its head, or in the middle of its body.
    package mutating func fail(_ refusal: Refusal) {
        guard state == .open else { return }
        guard upstreamHead != nil || isHeadTaken, exchange.responseFilter != nil else {
            return take(.refuse(refusal))
        }
        let step = filtering { filter, output, exchange in filter.fail(refusal, into: &output, &exchange) }
        switch step {
        case .more, .passes: take(.abort)
        default: take(step)
        }
    }

    /// How many bytes of the answer wait for a decision.
    package var heldBytes: Int { exchange.responseFilter?.heldBytes ?? 0 }

    /// Lets an event without meaning leave, where a client that has the head waits between two events of a stream.
    ///
    /// - Returns: Whether there is one in `output` now.
    package mutating func keepAlive() -> Bool {
        guard state == .open, isHeadTaken, output.isEmpty,
            let event = exchange.responseFilter?.keepalive(exchange)
        else { return false }
        output += event
        return true
    }

    /// The head, once it may leave; nil before, and when it was taken already.
    package mutating func takeHead() -> Head? {
        defer { ready = nil }
        if ready != nil {
            isHeadTaken = true
            upstreamHead = nil
        }
        return ready
    }

    private mutating func openFilter(_ head: inout ResponseHead) -> FilterStep {
        guard var filter = exchange.responseFilter else { return .passes }
        exchange.responseFilter = nil
        defer { exchange.responseFilter = filter }
        return filter.open(&head, isBodyless: isBodyless, &exchange)
    }

    private mutating func filtering(
        _ body: (inout any ResponseFilter, inout [UInt8], inout Exchange) -> FilterStep
    ) -> FilterStep {
        guard var filter = exchange.responseFilter else { return .more }
        exchange.responseFilter = nil
        defer { exchange.responseFilter = filter }
        return body(&filter, &output, &exchange)
    }

    private mutating func take(_ step: FilterStep) {
        switch step {
        case .more:
            if !output.isEmpty { prepareHead(framing: .chunked) }
        case .passes:
            if !output.isEmpty { prepareHead(framing: contentLength.map(BodyFraming.length) ?? .chunked) }
        case .ended:
            prepareHead(framing: .length(output.count))
            state = .complete
        case .abort:
            prepareHead(framing: .chunked)
            state = .broken
        case .refuse(let refusal):
            refuse(refusal)
        }
    }

    private mutating func refuse(_ refusal: Refusal) {
        guard !isHeadTaken else {
            state = .broken
            return
        }
        let answer = chain.refuse(refusal, &exchange)
        output = answer.body
        ready = Head(
            head: answer.head, framing: isBodyless ? .none : .length(answer.body.count),
            closesConnection: answer.closesConnection)
        if isBodyless { output = [] }
        state = .complete
    }

    private mutating func prepareHead(framing: BodyFraming) {
        guard !isHeadTaken, ready == nil, var head = upstreamHead else { return }
        chain.respond(&head, &exchange)
        ready = Head(head: head, framing: isBodyless ? .none : framing, closesConnection: false)
    }
}
