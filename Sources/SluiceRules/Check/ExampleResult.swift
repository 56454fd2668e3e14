/// What came of one example.
package struct ExampleResult: Sendable {
    /// The rule's index in its set.
    package let rule: Int
    /// The example's index in its rule.
    package let example: Int
    /// In how many ways it was cut.
    package let splits: Int
    /// What doesn't hold; empty when all does.
    package let failures: [Diagnostic]
}
