package import SluiceMatching

/// The rules that one kind of text is searched for, ready to scan with.
package final class RuleSelection: Sendable {
    /// The set the rules belong to.
    package let set: RuleSet
    /// What the scanner runs: deciding rules hold text, observing ones don't.
    package let selection: SluiceMatching.Selection
    /// The active rules, by rule index.
    package let active: [ActiveRule]
    /// Whether a replacement shows a part of what it replaces, so that the text has to be at hand.
    package let needsText: Bool
    /// Whether any rule decides: the others never hold text.
    let holdsText: Bool
    /// What holds of where the texts come from.
    let circumstances: Circumstances
    private let byRule: [ActiveRule?]

    /// - Parameter isTrial: Whether it is made for a few short texts.
    init(set: RuleSet, active: [ActiveRule], isTrial: Bool = false) {
        self.set = set
        selection = set.patterns.select(
            deciding: active.filter(\.isDeciding).map(\.rule),
            observing: active.filter { !$0.isDeciding }.map(\.rule), isTrial: isTrial)
        self.active = active
        var byRule = [ActiveRule?](repeating: nil, count: set.rules.count)
        for rule in active { byRule[rule.rule] = rule }
        self.byRule = byRule
        circumstances = Circumstances()
        holdsText = active.contains(where: \.isDeciding)
        self.needsText = active.contains { $0.isDeciding && set.rules[$0.rule].replacement.showsMatch }
    }

    private init(_ other: RuleSelection, under circumstances: Circumstances) {
        set = other.set
        selection = other.selection
        active = other.active
        needsText = other.needsText
        holdsText = other.holdsText
        byRule = other.byRule
        self.circumstances = circumstances
    }

    /// The same rules for texts of which something holds.
    func under(_ circumstances: Circumstances) -> RuleSelection {
        circumstances == self.circumstances ? self : RuleSelection(self, under: circumstances)
    }

    /// All rules of the set, by index.
    package var rules: [Rule] { self.set.rules }

    /// What a hit of a pattern does; a pattern that isn't active here is only logged.
    ///
    /// - Parameter pattern: The pattern's index, as a match reports it.
    package func rule(ofPattern pattern: Int) -> ActiveRule {
        let known = byRule.indices.contains(pattern) ? byRule[pattern] : nil
        return known ?? ActiveRule(rule: pattern, action: .log, isShadow: true)
    }

    /// Whether a hit of one rule decides over a hit of another.
    package func takesPrecedence(_ left: ActiveRule, over right: ActiveRule) -> Bool {
        set.takesPrecedence(left, over: right)
    }
}
