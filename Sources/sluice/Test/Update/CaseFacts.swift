import SluicePipeline

/// What happens to the exchange of a case.
struct CaseFacts {
    let verdict: ReplayOutcome.Verdict
    let hits: [RuleHit]
    let answer: DeliveredAnswer
}
