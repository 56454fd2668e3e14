package import SluiceRules

/// Why a command has no rules for a text.
package enum RulesFault: Error {
    /// The rules don't load, for these reasons.
    case rules([Diagnostic])
    /// The word names no target; the nearest that does.
    case unknownTarget(String, nearest: String?)
    /// The word names no level.
    case unknownLevel(String, known: [String])

    /// How the command ends.
    package var status: ExitStatus { .badInput }

    /// What is said to a person.
    package func lines(_ style: Style) -> [String] {
        switch self {
        case .rules(let diagnostics):
            diagnostics.map(style.complaint)
        case .unknownTarget(let word, let nearest):
            ["sluice: `\(word)` is no target" + (nearest.map { "; did you mean `\($0)`?" } ?? "")]
        case .unknownLevel(let word, let known):
            ["sluice: `\(word)` is no level; there are \(known.joined(separator: ", "))"]
        }
    }
}
