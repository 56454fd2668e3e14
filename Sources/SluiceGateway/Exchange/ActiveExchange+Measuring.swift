import NIOCore
import SluicePipeline
import SluiceRules

/// How long texts are held, and what filtering costs; the latter of one exchange in so many, since measuring costs too.
extension ActiveExchange {
    /// The rules that the exchange runs under.
    var rules: RuleSet? { policy.rules }

    /// Runs the chain over the request, on this event loop.
    func judge(_ share: inout HeldShare) -> Answer? {
        let start = NIODeadline.now()
        let answer: Answer?
        if isMeasured {
            answer = loop.measure(rules) { place?.exchange?.judge(by: chain, &share) }
        } else {
            answer = place?.exchange?.judge(by: chain, &share)
        }
        loop.tally.judging.add(NIODeadline.now() - start)
        return answer
    }

    /// Takes what the rules have cost on another thread, where that was measured.
    func noteWork(_ work: RuleWork?) {
        if let work { loop.ruleWork?.add(work) }
    }

    /// Does a step of filtering the answer.
    @inline(__always)
    func filter(_ step: () -> Void) {
        guard isMeasured else { return step() }
        let start = NIODeadline.now()
        loop.measure(rules, step)
        filtering = filtering + (NIODeadline.now() - start)
    }

    /// What may leave of the answer has left.
    func noteTextFlow() {
        guard let flow = relay?.exchange.textFlow else { return }
        textWatch.endRead(flow, &loop.tally.texts)
    }

    /// The exchange is over.
    func noteEndOfMeasuring() {
        textWatch.end(&loop.tally.texts)
        if isMeasured, isStream { loop.tally.filtering.add(filtering) }
    }
}
