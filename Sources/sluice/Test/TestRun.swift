package import SluicePipeline
package import SluiceRules

/// One run of the examples of rule files, and of cases.
package struct TestRun {
    /// One example or case as a test.
    package struct Case: Sendable {
        /// `birds.heron match 1`: the rule, the list and the place in it; or the case's own name.
        package let name: String
        /// The rule of an example; nil for a case.
        package let rule: String?
        /// Where it stands.
        package let location: SourceLocation
        package let splits: Int
        package let failures: [Diagnostic]
        /// What was looked at of a case's exchange; nil for an example, and for a case that couldn't run.
        package var receipt: Receipt?
    }

    /// Why the files don't load; empty when they do.
    package let complaints: [Diagnostic]
    package let cases: [Case]
    /// What the tests never try; nil unless that was asked.
    package let coverage: RuleCoverage?
    /// How long it took.
    package let duration: Duration
    /// Every file that was read.
    package let files: [String]
    let minimumCoverage: Int?
    /// Whether a person reads the receipts of cases.
    let hasReceipts: Bool

    /// Loads the files and runs their examples.
    package init(paths: [String], splits: SplitMode = .all, files: RuleFiles = .disk) {
        var plan = TestPlan(rules: paths)
        plan.splits = splits
        self.init(plan, files: files)
    }

    /// Loads the files and runs what the plan says.
    ///
    /// - Parameter memory: What runs before this one have proven.
    package init(_ plan: TestPlan, memory: ExampleMemory? = nil, files: RuleFiles = .disk) {
        let diagnostics = Diagnostics()
        var cases: [Case] = []
        var coverage: RuleCoverage?
        var isLoaded = false
        var read: [String] = []
        duration = ContinuousClock().measure {
            let set = RuleSet.load(plan.rules, runExamples: false, files: files, diagnostics)
            read += set?.files.map(\.path) ?? []
            let tests = Self.tests(plan, files, diagnostics, &read)
            guard let set, !diagnostics.hasErrors else { return }
            isLoaded = true
            cases = Self.cases(
                of: set, RuleCheck(set: set, splits: plan.exampleSplits).exampleResults(memory))
            var run = CaseRun(set, splits: plan.splits, files: files)
            cases += tests.map { test in
                let result = run.run(test)
                return Case(
                    name: test.name, rule: nil, location: test.node.location, splits: result.splits,
                    failures: result.failures, receipt: result.receipt)
            }
            if plan.hasCoverage {
                coverage = RuleCoverage(of: set, hits: run.hits.map { ($0.rule, $0.target) })
            }
        }
        complaints = isLoaded ? [] : diagnostics.sorted.filter { $0.severity == .error }
        self.cases = cases
        self.coverage = coverage
        self.files = read
        minimumCoverage = plan.minimumCoverage
        hasReceipts = plan.hasReceipts
    }

    /// The number of tests that don't hold.
    package var failureCount: Int { cases.count { !$0.failures.isEmpty } }

    /// Whether less is tried than was asked for.
    package var isCoverageTooLow: Bool {
        guard let coverage, let minimumCoverage else { return false }
        return coverage.percent < minimumCoverage
    }

    /// `badInput` when the files don't load, `findings` when a test doesn't hold or too little is tried.
    package var status: ExitStatus {
        guard complaints.isEmpty else { return .badInput }
        return failureCount == 0 && !isCoverageTooLow ? .fine : .findings
    }

    private static func tests(
        _ plan: TestPlan, _ files: RuleFiles, _ diagnostics: Diagnostics, _ read: inout [String]
    ) -> [TestCase] {
        var tests: [TestCase] = []
        for path in CaseFiles(files: files).find(plan.casePaths(files), diagnostics) {
            guard let bytes = files.read(path) else {
                diagnostics.error(.unreadable, files.unreadable(path))
                continue
            }
            read.append(path)
            let own = CaseReader.read(path: path, bytes: bytes, diagnostics)
            for case .recording(let recording, _) in own.map(\.subject) where !read.contains(recording) {
                read.append(recording)
            }
            tests += own
        }
        return tests
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
