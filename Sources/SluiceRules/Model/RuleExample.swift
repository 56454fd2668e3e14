package import SluiceWire

/// A text that a rule has to hit, or has to leave alone.
package struct RuleExample: Sendable {
    package let text: String
    /// Whether the text stands under `match`.
    package let isMatch: Bool
    /// The kind of text it is; nil means the rule's first target.
    package let target: Target?
    /// The index of the level it runs at; nil means the rule's own level.
    package let level: Int?
    /// The author's reason, for reports.
    package let why: String?
    /// What the filtered text has to be.
    package let expectedOutput: String?
    /// How many hits there have to be.
    package let expectedHits: Int?
    /// The first hit's place, in Unicode scalars of the text.
    package let expectedSpan: Range<Int>?
    /// Where the example stands, for underlining.
    package let span: SourceSpan
}
