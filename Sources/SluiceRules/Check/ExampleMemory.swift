/// What runs of examples have proven, so that only rules that changed are tried again.
///
/// Only rules all of whose examples held are remembered: a complaint names places, and those move.
package final class ExampleMemory {
    private struct Key: Hashable {
        var fingerprint: String
        var splits: RuleCheck.Splits
    }

    private var proven: [Key: [Int]] = [:]

    package init() {}

    /// In how many ways each example of a rule was cut when all of them held; nil when that isn't known.
    func splits(of rule: Rule, _ splits: RuleCheck.Splits) -> [Int]? {
        proven[Key(fingerprint: rule.fingerprint, splits: splits)]
    }

    func take(_ results: [ExampleResult], of rule: Rule, _ splits: RuleCheck.Splits) {
        guard results.allSatisfy(\.failures.isEmpty) else { return }
        proven[Key(fingerprint: rule.fingerprint, splits: splits)] = results.map(\.splits)
    }
}
