import ArgumentParser

/// The form of a report about tests: of rules, and of recordings.
package enum TestFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// For a person.
    case human
    case json
    /// The XML that CI systems read.
    case junit
    /// Test Anything Protocol, version 14.
    case tap
    /// Annotations of GitHub's workflows.
    case github
    /// SARIF 2.1.0, which code scanning reads.
    case sarif
}
