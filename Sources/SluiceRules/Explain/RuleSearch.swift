internal import SluiceMatching
internal import SluiceWire

/// Searches a text for one rule after the other, each alone, with and without its conditions.
struct RuleSearch {
    let text: [UInt8]
    let encoding: TextEncoding
    /// What holds of where the text comes from.
    let circumstances: Circumstances

    /// What a rule finds without its conditions, and which of them refuse it.
    func findings(of index: Int, in set: RuleSet) -> [(hit: TextHit, refusedBy: [Condition])] {
        let accepted = hits(of: index, in: set)
        let conditions = Condition.all(of: set.rules[index].pattern)
        guard !conditions.isEmpty else { return accepted.map { ($0, []) } }
        var findings = accepted.map { (hit: $0, refusedBy: [Condition]()) }
        let spans = Set(accepted.map(\.span))
        for hit in hits(of: set.rules[index], with: []) where !spans.contains(hit.span) {
            let refusing = conditions.filter { condition in
                !hits(of: set.rules[index], with: [condition]).contains { $0.span == hit.span }
            }
            // What no condition refuses by itself is a shorter match beside a longer one.
            if !refusing.isEmpty { findings.append((hit, refusing)) }
        }
        return findings.sorted { $0.hit.span.lowerBound < $1.hit.span.lowerBound }
    }

    /// The hits of a rule with some of its conditions; none if the pattern can't be compiled so.
    private func hits(of rule: Rule, with conditions: [Condition]) -> [TextHit] {
        var rule = rule
        rule.pattern = Condition.pattern(rule.pattern, with: conditions)
        guard let patterns = try? PatternSet([rule.pattern]) else { return [] }
        return hits(of: 0, in: RuleSet(rules: [rule], patterns: patterns, levels: [], files: [], digest: ""))
    }

    private func hits(of index: Int, in set: RuleSet) -> [TextHit] {
        let active = ActiveRule(rule: index, action: .log, isShadow: false)
        let selection = RuleSelection(set: set, active: [active], isTrial: true).under(circumstances)
        var filter = TextFilter(selection, encoding: encoding)
        filter.finish(with: text.span)
        return filter.takeHits()
    }
}
