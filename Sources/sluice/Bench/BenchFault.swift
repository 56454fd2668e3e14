import SluiceRules

/// Why nothing can be measured.
package enum BenchFault: Error {
    /// The command line or the rule files are at fault.
    case rules(RulesFault)
    /// The text can't be read.
    case unreadableText(String)
    /// There is no byte in the text.
    case emptyText(String)
    /// No rule acts on the target at the level; the targets that have rules there, and how many.
    case noActiveRule(target: String, level: String, others: [(target: String, rules: Int)])

    /// How the command ends.
    package var status: ExitStatus {
        if case .unreadableText = self { .environment } else { .badInput }
    }

    /// What is said to a person.
    package func lines(_ style: Style) -> [String] {
        switch self {
        case .rules(let fault):
            fault.lines(style)
        case .unreadableText(let path):
            ["sluice: the text \(RuleFiles.disk.unreadable(path))"]
        case .emptyText(let path):
            ["sluice: the text `\(path)` is empty"]
        case .noActiveRule(let target, let level, let others):
            ["sluice: no rule is active for \(target) at level \(level)"] + Self.hint(others)
        }
    }

    private static func hint(_ others: [(target: String, rules: Int)]) -> [String] {
        guard !others.isEmpty else { return ["  no rule is active for any target at this level"] }
        let listed = others.map { "\($0.target) (\($0.rules))" }.joined(separator: ", ")
        return ["  targets with rules at this level: \(listed)"]
    }
}
