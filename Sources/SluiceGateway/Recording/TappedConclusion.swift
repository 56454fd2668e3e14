/// What became of an exchange, as a tap sees it: never text.
package struct TappedConclusion: Sendable {
    /// One hit of a rule.
    package struct Hit: Sendable {
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

    package var outcome: ExchangeOutcome
    /// In the order in which they were found.
    package var hits: [Hit]
    /// The digest of the rules that were in force; nil where none were.
    package var rules: String?

    package init(outcome: ExchangeOutcome, hits: [Hit] = [], rules: String? = nil) {
        self.outcome = outcome
        self.hits = hits
        self.rules = rules
    }
}
