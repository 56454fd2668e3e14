/// Reading whether, when and where a rule acts.
extension RuleReader {
    mutating func readState() -> (RuleState, RuleSchedule?) {
        guard let node = fields.node("state") else { return (.shadow, nil) }
        guard case .mapping = node.content else {
            return (node.choice("state", RuleState.self, diagnostics) ?? .shadow, nil)
        }
        var mapping = node.mapping("state", diagnostics)
        var schedule = RuleSchedule()
        schedule.from = mapping.node("from")?.date("from", diagnostics)
        let until = mapping.node("until")
        schedule.until = until?.date("until", diagnostics)
        let shadowUntil = mapping.node("shadow_until")
        schedule.shadowUntil = shadowUntil?.date("shadow_until", diagnostics)
        schedule.rollout = mapping.node("rollout").flatMap(readRollout)
        mapping.finish()
        if mapping.members.isEmpty {
            diagnostics.error(
                .missingField, "the state says nothing", at: node.span,
                help:
                    "say `off`, `shadow` or `enforce`; or `{ shadow_until: 2027-01-15 }`, `{ rollout: 10% }`")
        }
        if let first = schedule.from, let last = schedule.until, last <= first {
            diagnostics.error(
                .badValue, "the rule would end before it begins", at: until?.span ?? node.span,
                help: "`until` is the first day on which it doesn't act any more")
        }
        if let shadow = schedule.shadowUntil, let last = schedule.until, last <= shadow {
            diagnostics.error(
                .badValue, "the rule would end before it leaves the shadow",
                at: shadowUntil?.span ?? node.span)
        }
        return (.enforce, schedule)
    }

    /// Reads `10%`.
    private func readRollout(_ node: ConfigNode) -> Int? {
        guard let text = node.text, text.hasSuffix("%"), let share = Int(text.dropLast()), 0...100 ~= share
        else {
            return node.wrongType(
                "rollout", expected: "a share of the conversations from `0%` to `100%`", diagnostics)
        }
        return share
    }
}

extension ConfigNode {
    /// A day: `2027-01-15`.
    func date(_ name: String, _ diagnostics: Diagnostics) -> Day? {
        guard let text, let day = Day(text) else {
            return wrongType(name, expected: "a day such as `2027-01-15`", diagnostics)
        }
        return day
    }
}
