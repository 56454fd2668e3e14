internal import SluiceMatching
internal import SluiceWire

/// What a check looked at.
package struct CheckReport: Sendable {
    /// One rule file.
    package struct File: Sendable {
        package let path: String
        package let rules: Int
        package let examples: Int
        package let splits: Int
    }

    /// How much text a rule can hold in a stream.
    package struct Hold: Sendable {
        package let rule: String
        /// The most text, in bytes, that is held because of the rule.
        package let bytes: Int
    }

    /// The rule files in the order they were read.
    package let files: [File]
    package let examples: Int
    package let splits: Int
    package let wordLists: Int
    package let enforced: Int
    package let shadow: Int
    package let off: Int
    /// The rules that hold text, the one that sets the hold of a stream first.
    package let holds: [Hold]

    init(set: RuleSet, examples: [Int], splits: [Int]) {
        self.files = set.files.filter { $0.kind == .rules }.map { file in
            File(
                path: file.path, rules: file.rules.count,
                examples: file.rules.reduce(0) { $0 + examples[$1] },
                splits: file.rules.reduce(0) { $0 + splits[$1] })
        }
        self.examples = examples.reduce(0, +)
        self.splits = splits.reduce(0, +)
        self.wordLists = set.files.count { $0.kind == .wordList }
        self.enforced = set.rules.count { $0.state == .enforce }
        self.shadow = set.rules.count { $0.state == .shadow }
        self.off = set.rules.count { $0.state == .off }
        self.holds = set.rules.indices.filter { index in
            set.rules[index].state == .enforce && set.rules[index].actions.contains { $0.changesText }
                && set.rules[index].targets.contains { $0.side == .response }
        }.map { index in
            Hold(rule: set.rules[index].id, bytes: set.patterns.info(index).holdBytes)
        }.sorted { ($1.bytes, $0.rule) < ($0.bytes, $1.rule) }
    }
}
