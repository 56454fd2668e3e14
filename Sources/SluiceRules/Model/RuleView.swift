internal import SluiceMatching
package import SluiceWire
internal import Synchronization

/// A rule set seen at one moderation level, with a route's overrides.
///
/// Immutable and shared: build one per route and level when the set is loaded, and keep it.
package final class RuleView: Sendable {
    package let set: RuleSet
    /// The index of the level.
    package let level: Int
    private let selections: [Target: RuleSelection]
    /// What is searched for in earlier messages, where that is less.
    private let earlier: [Target: RuleSelection?]
    /// The view on other days and in other conversations; nil where no rule has a schedule.
    private let stages: RuleStages?
    /// The view under circumstances that some exchange has had.
    private let variants = Mutex<[Circumstances: RuleView]>([:])

    /// So many variants are kept: clients name models as they like.
    private static let mostVariants = 64

    /// The kinds of text of which a request may repeat what was said before.
    static let repeated: [Target] = [.requestUser, .requestToolResults]

    /// - Parameter isTrial: Whether it is made for a few short texts.
    init(
        set: RuleSet, level: Int, active: [ActiveRule], stages: RuleStages? = nil, isTrial: Bool = false
    ) {
        self.set = set
        self.level = level
        self.stages = stages
        var shared: [[ActiveRule]: RuleSelection] = [:]
        let selection = { (wanted: [ActiveRule]) -> RuleSelection? in
            guard !wanted.isEmpty else { return nil }
            let selection = shared[wanted] ?? RuleSelection(set: set, active: wanted, isTrial: isTrial)
            shared[wanted] = selection
            return selection
        }
        var selections: [Target: RuleSelection] = [:]
        var earlier: [Target: RuleSelection?] = [:]
        for target in Target.allCases {
            let wanted = active.filter { set.rules[$0.rule].applies(to: target) }
            selections[target] = selection(wanted)
            guard Self.repeated.contains(target), wanted.contains(where: { set.rules[$0.rule].scope == .new })
            else { continue }
            earlier.updateValue(
                selection(wanted.filter { set.rules[$0.rule].scope == .all }), forKey: target)
        }
        self.selections = selections
        self.earlier = earlier
    }

    private init(_ other: RuleView, under circumstances: Circumstances) {
        set = other.set
        level = other.level
        stages = nil
        selections = other.selections.mapValues { $0.under(circumstances) }
        earlier = other.earlier.mapValues { $0?.under(circumstances) }
    }

    /// What a kind of text is searched for; nil when no rule applies to it.
    ///
    /// - Parameter isEarlier: Whether it is a message before the assistant's last turn.
    package func selection(for target: Target, isEarlier: Bool = false) -> RuleSelection? {
        if isEarlier, let selection = earlier[target] { return selection }
        return selections[target]
    }

    /// Whether earlier messages are searched for less than new ones.
    package var tellsEarlier: Bool { !earlier.isEmpty }

    /// Whether any rule acts in a part of the conversations only.
    package var tellsConversations: Bool { stages?.tellsConversations ?? false }

    /// The view, already standing for an exchange, with the exceptions that count for that exchange.
    package func under(_ standing: OriginStanding) -> RuleView {
        under(standing.circumstances)
    }

    func under(_ circumstances: Circumstances) -> RuleView {
        guard !circumstances.isEmpty else { return self }
        return variants.withLock { variants in
            if let variant = variants[circumstances] { return variant }
            let variant = RuleView(self, under: circumstances)
            if variants.count < Self.mostVariants { variants[circumstances] = variant }
            return variant
        }
    }

    /// The view as it stands for an exchange.
    package func standing(at standing: RuleStanding?) -> RuleView {
        guard let stages, let standing else { return self }
        return stages.view(at: standing)
    }
}
