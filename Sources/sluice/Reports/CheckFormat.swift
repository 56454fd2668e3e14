import ArgumentParser

/// The form of a report about rule files.
package enum CheckFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// For a person.
    case human
    case json
    /// Annotations of GitHub's workflows.
    case github
    /// SARIF 2.1.0, which code scanning reads.
    case sarif
}
