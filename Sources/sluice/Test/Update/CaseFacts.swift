/// What happens to the exchange of a case.
struct CaseFacts {
    let verdict: ReplayOutcome.Verdict
    let hits: [ReplayOutcome.Hit]
    let answer: DeliveredAnswer
}
