package import SluiceRules

/// Why nothing can be measured.
package enum BenchFault: Error {
    /// The rules don't load, for these reasons.
    case rules([Diagnostic])
    /// The text can't be read.
    case unreadableText(String)
    /// There is no byte in the text.
    case emptyText(String)
    /// The word names no target; the nearest that does.
    case unknownTarget(String, nearest: String?)
    /// The word names no level.
    case unknownLevel(String, known: [String])
    /// No rule acts on the target at the level; the targets that have rules there, and how many.
    case noActiveRule(target: String, level: String, others: [(target: String, rules: Int)])

    /// How the command ends.
    package var status: ExitStatus {
        if case .unreadableText = self { .environment } else { .badInput }
    }

    /// What is said to a person.
    package func lines(_ style: Style) -> [String] {
        switch self {
        case .rules(let diagnostics):
            diagnostics.map(style.complaint)
        case .unreadableText(let path):
            ["sluice: the text `\(path)` can't be read"]
        case .emptyText(let path):
            ["sluice: the text `\(path)` is empty"]
        case .unknownTarget(let word, let nearest):
            ["sluice: `\(word)` is no target" + (nearest.map { "; did you mean `\($0)`?" } ?? "")]
        case .unknownLevel(let word, let known):
            ["sluice: `\(word)` is no level; there are \(known.joined(separator: ", "))"]
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
