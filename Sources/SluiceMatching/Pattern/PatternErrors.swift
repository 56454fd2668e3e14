/// Everything that is wrong with a list of patterns, in the list's order.
package struct PatternErrors: Error, Sendable {
    /// The refusals; never empty.
    package var errors: [PatternError]

    /// A list of refusals.
    package init(errors: [PatternError]) {
        self.errors = errors
    }
}
