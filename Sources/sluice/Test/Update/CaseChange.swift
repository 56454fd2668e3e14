package import SluiceRules

/// One expectation of a case that says something else than what happens.
package struct CaseChange: Sendable {
    /// Which field it is, as a case file has it.
    package let field: String
    /// What is expected.
    package let old: String
    /// What happens.
    package let new: String
    /// The case's name.
    package let test: String
    /// Where the expectation stands.
    package let location: SourceLocation

    /// A line for a person.
    package var line: String {
        PlainLine.of("\(location.file):\(location.line): `\(test)`: \(field): \(old) -> \(new)")
    }
}
