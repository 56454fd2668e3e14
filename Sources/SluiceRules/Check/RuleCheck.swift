/// Proves every example of a rule set.
///
/// An example runs against its rule alone, as if enforced, at its own level and target or else the rule's.
package struct RuleCheck {
    /// How examples are cut.
    package enum Splits: Sendable {
        /// Not at all.
        case whole
        /// Whole, in two pieces at every byte, and byte by byte.
        case every
    }

    package let set: RuleSet
    package let splits: Splits

    package init(set: RuleSet, splits: Splits = .every) {
        self.set = set
        self.splits = splits
    }

    /// Runs all examples and reports those that don't hold as SL107.
    @discardableResult
    package func report(_ diagnostics: Diagnostics) -> CheckReport {
        var examples = [Int](repeating: 0, count: set.rules.count)
        var cuts = examples
        for (index, rule) in set.rules.enumerated() {
            var views: [Int: RuleView] = [:]
            for example in rule.examples {
                let level = example.level ?? rule.level
                let view = views[level] ?? set.view(isolating: index, level: level)
                views[level] = view
                let proof = ExampleProof(rule: rule, example: example, view: view, level: level)
                cuts[index] += proof.run(splits, diagnostics)
                examples[index] += 1
            }
        }
        return CheckReport(set: set, examples: examples, splits: cuts)
    }
}
