package import SluiceWire

/// A rule set seen at one moderation level, with a route's overrides.
///
/// Immutable and shared: build one per route and level when the set is loaded, and keep it.
package final class RuleView: Sendable {
    package let set: RuleSet
    /// The index of the level.
    package let level: Int
    private let selections: [Target: RuleSelection]

    init(set: RuleSet, level: Int, active: [ActiveRule]) {
        self.set = set
        self.level = level
        var shared: [[ActiveRule]: RuleSelection] = [:]
        var selections: [Target: RuleSelection] = [:]
        for target in Target.allCases {
            let wanted = active.filter { set.rules[$0.rule].applies(to: target) }
            guard !wanted.isEmpty else { continue }
            let selection = shared[wanted] ?? RuleSelection(set: set, active: wanted)
            shared[wanted] = selection
            selections[target] = selection
        }
        self.selections = selections
    }

    /// What a kind of text is searched for; nil when no rule applies to it.
    package func selection(for target: Target) -> RuleSelection? {
        selections[target]
    }
}
