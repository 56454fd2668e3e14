package import SluiceMatching
package import SluiceWire

/// One rule, read and checked.
package struct Rule: Sendable {
    /// Dotted, lower case, unique in its set; the name in logs, metrics and overrides.
    package let id: String
    /// What the rule is for, for colleagues.
    package let description: String?
    /// What the client is told when the rule blocks: as an error's message, and in a soft ending.
    package let message: String?
    /// The machine-readable reason that the client is told when the rule blocks.
    package let code: String?
    package let severity: Severity
    /// The index of the lowest moderation level at which the rule is active.
    package let level: Int
    /// Its state; `enforce` for a rule with a schedule.
    package let state: RuleState
    /// When it is enforced, and in which conversations; nil for always and everywhere.
    package let schedule: RuleSchedule?
    /// Which messages of a request it sees.
    package let scope: RuleScope
    package let tags: [String]
    /// The kinds of text that the rule names, in the order of the file, without `other`.
    package let targets: [Target]
    /// The action at each level, from the lowest level on.
    package let actions: [Action]
    package let replacement: Replacement
    /// What is searched for.
    package internal(set) var pattern: Pattern
    /// Where each element of the pattern comes from, by its index; empty for a single regex.
    package let keywordOrigins: [KeywordOrigin]
    package let examples: [RuleExample]
    /// The free fields under `metadata`, as text.
    package let metadata: [String: String]
    /// Where the rule begins.
    package let span: SourceSpan
    /// Equal for rules that are defined by the same words, wherever they stand: for remembering what was proven.
    package let fingerprint: String

    /// Where the rule begins.
    package var source: SourceLocation { span.location }

    /// The action at a level; below the rule's own level it is that of its own level.
    package func action(atLevel index: Int) -> Action {
        guard let last = actions.last else { return .log }
        return index >= 0 && index < actions.count ? actions[index] : last
    }

    /// The bytes that stand where a match was.
    ///
    /// - Parameter matched: The matched text in its original bytes.
    package func replacement(for matched: Span<UInt8>) -> [UInt8] {
        replacement.bytes(for: matched)
    }

    /// Where the hit's keyword stands, or the rule itself: `wordlists/names.txt:7`.
    ///
    /// - Parameter element: The keyword's index, as a match reports it.
    package func source(ofElement element: Int) -> SourceLocation {
        keywordOrigins.indices.contains(element) ? keywordOrigins[element].location : source
    }

    /// The rule's tags and those of the hit's keyword.
    ///
    /// - Parameter element: The keyword's index, as a match reports it.
    package func tags(ofElement element: Int) -> [String] {
        keywordOrigins.indices.contains(element) ? tags + keywordOrigins[element].tags : tags
    }

    /// Whether texts of a kind are searched for the rule.
    ///
    /// A text of a kind that nobody knows is searched for every rule that names any target of its side.
    package func applies(to target: Target) -> Bool {
        switch target {
        case .requestOther, .responseOther: targets.contains { $0.side == target.side }
        default: targets.contains(target)
        }
    }
}
