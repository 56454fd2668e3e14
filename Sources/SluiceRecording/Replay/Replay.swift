package import SluicePipeline

/// Runs recorded exchanges through a chain, offline: no sockets, no clock, no waiting.
///
/// The result is a function of the exchange, the rules, the chain and the cuts.
package struct Replay: Sendable {
    /// The stages.
    package let chain: Chain
    /// Levels and rules.
    package let policy: RoutePolicy
    /// The largest request body that is accepted, in bytes.
    package let bodyLimitBytes: Int
    /// Whether receipts say by which line of a table a string is passed.
    package let namesLines: Bool

    package init(
        chain: Chain, policy: RoutePolicy, bodyLimitBytes: Int = 64 << 20, namesLines: Bool = false
    ) {
        self.chain = chain
        self.policy = policy
        self.bodyLimitBytes = bodyLimitBytes
        self.namesLines = namesLines
    }

    /// What the chain says to a request.
    package enum RequestOutcome: Sendable {
        /// Nothing is forwarded; this is the answer.
        case answered(Answer, Exchange)
        /// This is what the provider gets: `exchange.request` and `exchange.body`.
        case forwarded(Exchange)
    }

    /// Runs the request through the chain.
    package func request(_ recorded: RecordedExchange) -> RequestOutcome {
        let head = RequestHead(
            method: recorded.request.method, path: recorded.request.path, query: recorded.request.query,
            fields: recorded.request.fields)
        var exchange = Exchange(
            id: "replay", policy: policy, received: head, bodyLimitBytes: bodyLimitBytes,
            route: recorded.route, namesLines: namesLines)
        if let answer = chain.admit(&exchange) { return .answered(answer, exchange) }
        guard recorded.request.body.count <= exchange.bodyLimitBytes else {
            let refusal = Refusal(.requestTooLarge, "The request's body is larger than the route accepts.")
            return .answered(chain.refuse(refusal, &exchange), exchange)
        }
        exchange.body = recorded.request.body
        if let answer = chain.receive(&exchange) { return .answered(answer, exchange) }
        return .forwarded(exchange)
    }

    /// Opens the response of an exchange whose request was forwarded.
    package func response(_ recorded: RecordedExchange, _ exchange: Exchange) -> ReplayRun {
        ReplayRun(
            chain: chain, exchange: exchange,
            head: ResponseHead(status: recorded.response.status, fields: recorded.response.fields),
            contentLength: recorded.response.isEventStream ? nil : recorded.response.body.count)
    }

    /// Runs a whole exchange.
    ///
    /// - Parameter cuts: Where the response's body is cut into pieces: offsets in ascending order.
    package func run(_ recorded: RecordedExchange, cutAt cuts: [Int] = []) -> ReplayResult {
        switch request(recorded) {
        case .answered(let answer, let exchange):
            return ReplayResult(answer: answer, exchange: exchange)
        case .forwarded(let exchange):
            var run = response(recorded, exchange)
            var body: [UInt8] = []
            var steps: [ReplayResult.Step] = []
            let end = recorded.response.body.count
            var start = 0
            for cut in cuts.filter({ $0 > 0 && $0 < end }) + [end] where cut > start {
                run.push(recorded.response.body.span.extracting(start..<cut), into: &body)
                steps.append(ReplayResult.Step(received: cut, sent: body.count))
                start = cut
            }
            run.finish(into: &body)
            steps.append(ReplayResult.Step(received: end, sent: body.count))
            return ReplayResult(run: run, forwarded: exchange.body, body: body, steps: steps)
        }
    }
}
