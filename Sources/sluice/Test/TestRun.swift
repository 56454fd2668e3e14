package import SluiceRules

/// One run of the examples of rule files.
package struct TestRun {
    /// One example as a test.
    package struct Case: Sendable {
        /// `birds.heron match 1`: the rule, the list and the place in it.
        package let name: String
        package let rule: String
        /// Where the example stands.
        package let location: SourceLocation
        package let splits: Int
        package let failures: [Diagnostic]
    }

    /// Why the files don't load; empty when they do.
    package let complaints: [Diagnostic]
    package let cases: [Case]
    /// How long it took.
    package let duration: Duration

    /// Loads the files and runs their examples.
    package init(paths: [String], splits: RuleCheck.Splits = .every, files: RuleFiles = .disk) {
        let diagnostics = Diagnostics()
        var cases: [Case] = []
        var isLoaded = false
        duration = ContinuousClock().measure {
            guard let set = RuleSet.load(paths, runExamples: false, files: files, diagnostics) else { return }
            isLoaded = true
            cases = Self.cases(of: set, RuleCheck(set: set, splits: splits).exampleResults())
        }
        complaints = isLoaded ? [] : diagnostics.sorted.filter { $0.severity == .error }
        self.cases = cases
    }

    /// The number of examples that don't hold.
    package var failureCount: Int { cases.count { !$0.failures.isEmpty } }

    /// `badInput` when the files don't load, `findings` when an example doesn't hold.
    package var status: ExitStatus {
        guard complaints.isEmpty else { return .badInput }
        return failureCount == 0 ? .fine : .findings
    }

    private static func cases(of set: RuleSet, _ results: [ExampleResult]) -> [Case] {
        var counts: [String: Int] = [:]
        return results.map { result in
            let rule = set.rules[result.rule]
            let example = rule.examples[result.example]
            let list = "\(rule.id) \(example.isMatch ? "match" : "no_match")"
            counts[list, default: 0] += 1
            return Case(
                name: "\(list) \(counts[list] ?? 1)", rule: rule.id, location: example.location,
                splits: result.splits, failures: result.failures)
        }
    }
}
