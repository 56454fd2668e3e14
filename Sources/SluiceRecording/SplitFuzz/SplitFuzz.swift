import SluicePipeline
import SluiceRules
import SluiceWire

/// Cuts one recorded stream in every way and holds the results against each other and against the decision on the
/// whole text.
///
/// Two layers, since cuts in the bytes never change an event: `transport` cuts the bytes, `deltas` spreads the texts
/// differently over the events. A single cut is tried on a copy of the run that stands just before it, and only
/// followed until the copy agrees with the uncut run again; so the work grows with the number of cuts and the length
/// of a hold, not with the square of the stream's length.
package struct SplitFuzz: Sendable {
    let replay: Replay
    let recorded: RecordedExchange
    let exchange: Exchange
    let expectation: Expectation
    let plan: FuzzPlan
    let framing: StreamFraming

    /// Nil when the chain answers the request by itself, or the answer is no stream of events.
    package init?(_ recorded: RecordedExchange, through replay: Replay, plan: FuzzPlan = FuzzPlan()) {
        guard case .forwarded(let exchange) = replay.request(recorded),
            let framing = recorded.framing(in: exchange.dialect)
        else { return nil }
        self.replay = replay
        var recorded = recorded
        recorded.response.body = framing.withoutBrokenEnd(recorded.response.body, in: exchange.dialect)
        self.recorded = recorded
        self.exchange = exchange
        self.plan = plan
        self.framing = framing
        expectation = Expectation(
            stream: recorded.response.body, framing, dialect: exchange.dialect, rules: exchange.rules)
    }

    /// The number of hits that the whole texts have, those behind a block left out.
    package var hitCount: Int { expectation.findings.count }
    /// Whether no rule changes anything in the stream.
    package var isUntouched: Bool { expectation.isUntouched }
    /// Whether a rule ends the stream.
    package var isBlocked: Bool { expectation.block != nil }

    /// Both layers, and the whole answer.
    package func run() -> FuzzReport {
        var report = transport()
        report.add(deltas())
        report.add(wholeAnswer())
        report.streams = 1
        report.bytes = recorded.response.body.count
        return report
    }

    func failure(
        _ invariant: FuzzInvariant, _ layer: FuzzFailure.Layer, _ cuts: String, _ detail: String
    ) -> FuzzFailure {
        FuzzFailure(
            exchange: recorded.name, invariant: invariant, layer: layer, cuts: cuts, detail: detail)
    }
}
