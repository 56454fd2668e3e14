import SluiceRules

/// What a test runs, as the command line says it.
package struct TestPlan: Sendable {
    /// Rule files and folders.
    package var rules: [String]
    /// Case files and folders; folders of rules are searched for cases as well.
    package var cases: [String] = []
    package var splits = SplitMode.all
    /// Whether it is found out what the tests never try.
    package var hasCoverage = false
    /// The least coverage in percent.
    package var minimumCoverage: Int?
    /// Whether a person reads what was looked at of each case.
    package var hasReceipts = false

    package init(rules: [String]) {
        self.rules = rules
    }

    /// Everything that is searched for case files.
    func casePaths(_ files: RuleFiles) -> [String] {
        rules.filter { files.kind($0) == .folder } + cases
    }

    /// How examples are cut.
    var exampleSplits: RuleCheck.Splits {
        switch splits {
        case .none: .whole
        case .quick: .some
        case .all: .every
        }
    }
}
