package import SluicePipeline

/// What became of an exchange, as a tap sees it: never text.
package struct TappedConclusion: Sendable {
    package var outcome: ExchangeOutcome
    /// In the order in which they were found.
    package var hits: [RuleHit]
    /// The digest of the rules that were in force; nil where none were.
    package var rules: String?

    package init(outcome: ExchangeOutcome, hits: [RuleHit] = [], rules: String? = nil) {
        self.outcome = outcome
        self.hits = hits
        self.rules = rules
    }
}
