import SluiceRules

extension Exchange {
    /// Keeps what the rules found, and the tags that enforced `tag` rules set.
    package mutating func record(_ found: [Finding]) {
        guard !found.isEmpty else { return }
        findings.append(contentsOf: found)
        for finding in found where !finding.isShadow && finding.action == .tag {
            let rule = rules.set.rules[finding.rule]
            for tag in rule.tags.isEmpty ? [rule.id] : rule.tags where !tags.contains(tag) {
                tags.append(tag)
            }
        }
    }

    /// The refusal of a text that a rule blocks: its author's message and code where there are any.
    ///
    /// - Parameter standard: What the stage says for rules without a message of their own.
    package func refusal(for block: Finding, otherwise standard: String?) -> Refusal {
        let rule = rules.set.rules[block.rule]
        let text = rule.message ?? standard
        return Refusal(
            .contentFilter,
            text ?? "The content was withheld by a filter rule; the event id leads your operator to it.",
            reason: rule.code, text: text)
    }
}
