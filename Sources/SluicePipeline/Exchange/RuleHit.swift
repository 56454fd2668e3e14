package import SluiceRules
import SluiceWire

/// One hit of a rule by name, as recordings and reports have it: without the text.
package struct RuleHit: Sendable, Hashable {
    package var rule: String
    package var target: String
    /// The bytes of the text that was hit.
    package var span: Range<Int>
    package var action: String
    package var isShadow: Bool

    package init(rule: String, target: String, span: Range<Int>, action: String, isShadow: Bool) {
        self.rule = rule
        self.target = target
        self.span = span
        self.action = action
        self.isShadow = isShadow
    }

    /// What was found by a rule of this set; nil where the set doesn't have the rule.
    package init?(_ finding: Finding, of set: RuleSet) {
        guard set.rules.indices.contains(finding.rule) else { return nil }
        self.init(
            rule: set.rules[finding.rule].id, target: finding.target.rawValue, span: finding.span,
            action: finding.action.rawValue, isShadow: finding.isShadow)
    }
}
