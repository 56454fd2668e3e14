internal import SluiceMatching
internal import SluiceWire

/// Searches texts for one rule after the other, each alone, with and without its conditions.
struct RuleSearch {
    /// A rule with some of its conditions.
    private struct Trial: Hashable {
        let rule: Int
        let conditions: [Condition]
    }

    private let set: RuleSet
    /// What holds of where the texts come from.
    private let circumstances: Circumstances
    /// What was compiled so far; nil for what can't be compiled so.
    private var trials: [Trial: RuleSelection?] = [:]
    private var whole: [Int: RuleSelection] = [:]
    /// All rules together, with and without their conditions; nil as long as no text was searched.
    private var all: [RuleSelection]?

    init(_ set: RuleSet, _ circumstances: Circumstances) {
        self.set = set
        self.circumstances = circumstances
    }

    /// The rules that find anything in a text, with or without their conditions, by index.
    mutating func rules(foundIn text: [UInt8], _ encoding: TextEncoding) -> [Int] {
        let everyRule = Array(set.rules.indices)
        let together = all ?? Self.together(set, circumstances)
        all = together
        guard together.count == 2 else { return everyRule }
        let found = Set(together.flatMap { hits(in: text, encoding, $0).map(\.active.rule) })
        return everyRule.filter(found.contains)
    }

    /// What a rule finds without its conditions, and which of them refuse it.
    mutating func findings(
        of index: Int, in text: [UInt8], _ encoding: TextEncoding
    ) -> [(hit: TextHit, refusedBy: [Condition])] {
        let selection = whole[index] ?? Self.selection(of: [index], in: set).under(circumstances)
        whole[index] = selection
        let accepted = hits(in: text, encoding, selection)
        let conditions = Condition.all(of: set.rules[index].pattern)
        guard !conditions.isEmpty else { return accepted.map { ($0, []) } }
        var findings = accepted.map { (hit: $0, refusedBy: [Condition]()) }
        let spans = Set(accepted.map(\.span))
        for hit in hits(in: text, encoding, of: Trial(rule: index, conditions: []))
        where !spans.contains(hit.span) {
            let refusing = conditions.filter { condition in
                let trial = Trial(rule: index, conditions: [condition])
                return !hits(in: text, encoding, of: trial).contains { $0.span == hit.span }
            }
            // What no condition refuses by itself is a shorter match beside a longer one.
            if !refusing.isEmpty { findings.append((hit, refusing)) }
        }
        return findings.sorted { $0.hit.span.lowerBound < $1.hit.span.lowerBound }
    }

    /// The hits of a rule with some of its conditions; none if the pattern can't be compiled so.
    private mutating func hits(
        in text: [UInt8], _ encoding: TextEncoding, of trial: Trial
    ) -> [TextHit] {
        let known = trials[trial]
        let selection = known ?? Self.selection(of: trial, in: set)?.under(circumstances)
        if known == nil { trials.updateValue(selection, forKey: trial) }
        return selection.map { hits(in: text, encoding, $0) } ?? []
    }

    private func hits(
        in text: [UInt8], _ encoding: TextEncoding, _ selection: RuleSelection
    ) -> [TextHit] {
        var filter = TextFilter(selection, encoding: encoding)
        filter.finish(with: text.span)
        return filter.takeHits()
    }

    private static func selection(of trial: Trial, in set: RuleSet) -> RuleSelection? {
        bare([set.rules[trial.rule]], with: trial.conditions).map { selection(of: [0], in: $0) }
    }

    /// All rules as they are, and all without conditions; nothing if the latter can't be compiled together.
    private static func together(_ set: RuleSet, _ circumstances: Circumstances) -> [RuleSelection] {
        guard let bare = bare(set.rules, with: []) else { return [] }
        return [set, bare].map { set in
            selection(of: set.rules.indices, in: set).under(circumstances)
        }
    }

    private static func bare(_ rules: [Rule], with conditions: [Condition]) -> RuleSet? {
        let rules = rules.map { rule in
            var rule = rule
            rule.pattern = Condition.pattern(rule.pattern, with: conditions)
            return rule
        }
        guard let patterns = try? PatternSet(rules.map(\.pattern)) else { return nil }
        return RuleSet(rules: rules, patterns: patterns, levels: [], files: [], digest: "")
    }

    private static func selection(of rules: some Sequence<Int>, in set: RuleSet) -> RuleSelection {
        let active = rules.map { ActiveRule(rule: $0, action: .log, isShadow: false) }
        return RuleSelection(set: set, active: active, isTrial: true)
    }
}
