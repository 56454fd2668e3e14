import SluiceRules

/// The work of rules, in one exchange of so many.
extension LoopState {
    /// Of so many exchanges one is measured.
    static let measuredInterval = 16

    /// Whether the exchange that is about to be judged is measured; the first one is.
    func takesMeasure() -> Bool {
        defer { judged &+= 1 }
        return judged % Self.measuredInterval == 0
    }

    /// Runs something, and adds what is done for the rules in force to their work.
    ///
    /// - Parameter rules: Those that run in it; none are measured if others are in force by now.
    func measure<Result>(_ rules: RuleSet?, _ body: () -> Result) -> Result {
        guard var work = ruleWork, work.set === rules else { return body() }
        ruleWork = nil
        defer { ruleWork = work }
        return work.measure(body)
    }

    /// Rules are in force; what others cost is kept by their ids.
    func measureRules(of rules: RuleSet?) {
        guard ruleWork?.set !== rules else { return }
        if let ruleWork { tally.add(ruleWork) }
        ruleWork = rules.map { RuleWork(of: $0) }
    }
}
