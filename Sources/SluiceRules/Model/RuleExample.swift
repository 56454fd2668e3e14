package import SluiceWire

/// A text that a rule has to hit, or has to leave alone.
package struct RuleExample: Sendable {
    package let text: String
    /// Whether the text stands under `match`.
    package let isMatch: Bool
    /// The kind of text it is; nil means the rule's first target.
    package var target: Target?
    /// The index of the level it runs at; nil means the rule's own level.
    package var level: Int?
    /// Where the text comes from.
    package var origin = Origin()
    /// The author's reason, for reports.
    package var why: String?
    /// What the filtered text has to be.
    package var expectedOutput: String?
    /// How many hits there have to be.
    package var expectedHits: Int?
    /// The first hit's place, in Unicode scalars of the text.
    package var expectedSpan: Range<Int>?
    /// Where the text stands.
    package var location: SourceLocation { node.span.location }
    /// The text's node, for underlining.
    package let node: ConfigNode

    package init(text: String, isMatch: Bool, node: ConfigNode) {
        self.text = text
        self.isMatch = isMatch
        self.node = node
    }
}
