import ArgumentParser

/// The form of a test report.
package enum TestFormat: String, CaseIterable, ExpressibleByArgument {
    /// For a person.
    case human
    case json
    /// The XML that CI systems read (the `testsuites` form of Apache Ant's and Jenkins' JUnit reports).
    case junit
    /// Test Anything Protocol, version 14.
    case tap
}
