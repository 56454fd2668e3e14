/// What a route changes about the rules, by globs over rule ids (`secrets.*`).
package struct RuleOverrides: Sendable, Hashable {
    /// When not empty, only rules that one of these names run.
    package var enable: [String]
    /// Rules that don't run.
    ///
    /// Wins over `enable` and `shadow`.
    package var disable: [String]
    /// Rules that are at most in shadow.
    package var shadow: [String]

    package init(enable: [String] = [], disable: [String] = [], shadow: [String] = []) {
        self.enable = enable
        self.disable = disable
        self.shadow = shadow
    }

    /// Further lists of which each has to name a rule for it to run.
    private var furtherEnabled: [[String]] = []

    /// These overrides, and those of a client of the route on top of them: a rule runs only where both let it.
    package func narrowed(by others: RuleOverrides) -> RuleOverrides {
        var narrowed = self
        narrowed.disable += others.disable
        narrowed.shadow += others.shadow
        narrowed.furtherEnabled += others.furtherEnabled
        if !others.enable.isEmpty { narrowed.furtherEnabled.append(others.enable) }
        return narrowed
    }

    /// No change.
    package static let none = RuleOverrides()

    /// The state a rule has under these overrides.
    ///
    /// An `off` rule stays off.
    ///
    /// - Parameter standing: What the exchange is to rules with a schedule; without it they are enforced.
    package func state(of rule: Rule, at standing: RuleStanding? = nil) -> RuleState {
        if disable.contains(where: { Glob.matches($0, rule.id) }) { return .off }
        if !enable.isEmpty, !enable.contains(where: { Glob.matches($0, rule.id) }) { return .off }
        for list in furtherEnabled where !list.contains(where: { Glob.matches($0, rule.id) }) { return .off }
        let state = rule.schedule?.state(at: standing) ?? rule.state
        if state == .enforce, shadow.contains(where: { Glob.matches($0, rule.id) }) { return .shadow }
        return state
    }
}
