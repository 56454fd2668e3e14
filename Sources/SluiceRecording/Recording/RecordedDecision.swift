extension Recording {
    /// A hit of a rule while the exchange was recorded.
    ///
    /// A note of what was: replaying doesn't look at it, since another set of rules finds something else.
    package struct Decision: Sendable, Equatable {
        package var rule: String
        package var target: String
        /// The bytes of the text that was hit.
        package var span: Range<Int>
        package var action: String
        package var isShadow: Bool

        package init(rule: String, target: String, span: Range<Int>, action: String, isShadow: Bool) {
            self.rule = rule
            self.target = target
            self.span = span
            self.action = action
            self.isShadow = isShadow
        }
    }
}
