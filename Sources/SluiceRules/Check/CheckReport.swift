package import SluiceMatching
package import SluiceWire

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

    /// What one rule can cost.
    package struct Cost: Sendable {
        package let rule: String
        /// The rule's window in characters, where it has one.
        package let window: Int?
        /// What is known of its pattern.
        package let info: PatternInfo
        /// The most expensive text that was found; nil where none was looked for.
        package let worst: AdversaryFinding?
    }

    /// What a stream can suffer in texts of one kind.
    package struct TargetHold: Sendable {
        package let target: Target
        /// The most text, in characters after normalisation, that is held back.
        package let characters: Int
        /// The most text, in bytes after normalisation, that is held back.
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
    /// Every rule, in the order of their ids.
    package let costs: [Cost]
    /// The kinds of text in which something is held at the highest level.
    package let targetHolds: [TargetHold]
    /// What the rules of the highest level occupy.
    package let footprint: Footprint
    /// Processor time, in seconds, in which the rules of the highest level were made ready to scan with.
    package let prepareSeconds: Double

    init(
        set: RuleSet, prepared: RuleView, prepareSeconds: Double, examples: [Int], splits: [Int],
        findings: [AdversaryFinding?]
    ) {
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
        self.costs = set.rules.indices.map { index in
            Cost(
                rule: set.rules[index].id, window: set.rules[index].pattern.window,
                info: set.patterns.info(index), worst: findings[index])
        }
        let selections = Target.allCases.compactMap { target in
            prepared.selection(for: target).map { (target, $0) }
        }
        self.targetHolds = selections.filter { $1.holdBytes > 0 }.map { target, selection in
            TargetHold(
                target: target, characters: selection.selection.holdCharacters, bytes: selection.holdBytes)
        }
        self.footprint = Footprint(of: selections.map(\.1.selection))
        self.prepareSeconds = prepareSeconds
    }
}
