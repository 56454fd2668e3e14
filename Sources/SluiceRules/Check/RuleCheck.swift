internal import SluiceMatching

/// Proves every example of a rule set, and says what its rules can cost.
///
/// An example runs against its rule alone, as if enforced, at its own level and target or else the rule's.
package struct RuleCheck {
    /// How examples are cut.
    package enum Splits: Sendable {
        /// Not at all.
        case whole
        /// Whole, in two pieces at up to 64 places, and byte by byte.
        case some
        /// Whole, in two pieces at every byte, and byte by byte.
        case every
    }

    /// How far expensive texts are looked for.
    package enum CostSearch: Sendable {
        /// Not at all.
        case none
        /// For every rule, within about a second for all of them.
        case brief
        /// For every rule, with all texts.
        case thorough
    }

    package let set: RuleSet
    package let splits: Splits
    package let costSearch: CostSearch

    package init(set: RuleSet, splits: Splits = .every, costSearch: CostSearch = .none) {
        self.set = set
        self.splits = splits
        self.costSearch = costSearch
    }

    /// Runs all examples and reports those that don't hold as SL107.
    ///
    /// - Returns: For each rule its number of examples, and in how many ways they were cut.
    @discardableResult
    package func proveExamples(_ diagnostics: Diagnostics) -> (examples: [Int], splits: [Int]) {
        var examples = [Int](repeating: 0, count: set.rules.count)
        var cuts = examples
        for result in exampleResults() {
            examples[result.rule] += 1
            cuts[result.rule] += result.splits
            for failure in result.failures { diagnostics.report(failure) }
        }
        return (examples, cuts)
    }

    /// Runs all examples, one after the other, in the order of the rules' ids and of the file.
    ///
    /// - Parameter memory: What was proven before: rules whose words are the same aren't tried again.
    package func exampleResults(_ memory: ExampleMemory? = nil) -> [ExampleResult] {
        var results: [ExampleResult] = []
        for (index, rule) in set.rules.enumerated() {
            if let proven = memory?.splits(of: rule, splits) {
                results += proven.enumerated().map { number, cuts in
                    ExampleResult(rule: index, example: number, splits: cuts, failures: [])
                }
                continue
            }
            let first = results.count
            var views: [Int: RuleView] = [:]
            for (number, example) in rule.examples.enumerated() {
                let level = example.level ?? rule.level
                let view = views[level] ?? set.view(isolating: index, level: level)
                views[level] = view
                let diagnostics = Diagnostics()
                let proof = ExampleProof(rule: rule, example: example, view: view, level: level)
                let cuts = proof.run(splits, diagnostics)
                results.append(
                    ExampleResult(rule: index, example: number, splits: cuts, failures: diagnostics.all))
            }
            memory?.take(Array(results[first...]), of: rule, splits)
        }
        return results
    }

    /// Proves all examples, reports rules that can cost too much as SL213, and says what every rule can cost.
    ///
    /// Expensive texts are looked for only where every example holds: who mends a rule waits for nothing else.
    @discardableResult
    package func report(_ diagnostics: Diagnostics) -> CheckReport {
        let begin = ProcessorTime.ofThread
        let prepared = set.view(level: set.levels.count - 1)
        let prepareSeconds = ProcessorTime.ofThread.seconds(since: begin)
        let errors = diagnostics.errorCount
        let proven = proveExamples(diagnostics)
        let looksForCost = costSearch != .none && diagnostics.errorCount == errors
        let adversary = Adversary(
            set: set,
            time: costSearch == .thorough ? Adversary.wholeTime : Adversary.share(ofRules: set.rules.count))
        let findings = set.rules.indices.map { looksForCost ? adversary.worst(forRule: $0) : nil }
        for case (let index, let finding?) in zip(set.rules.indices, findings) {
            AdversaryComplaint(rule: set.rules[index], info: set.patterns.info(index), finding: finding)
                .report(diagnostics)
        }
        return CheckReport(
            set: set, prepared: prepared, prepareSeconds: prepareSeconds, examples: proven.examples,
            splits: proven.splits, findings: findings)
    }
}
