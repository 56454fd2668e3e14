/// The most expensive text that was found for a rule, and what it cost.
package struct AdversaryFinding: Sendable {
    /// How the text is made, in words.
    package let recipe: String
    /// The text's beginning.
    package let beginning: [UInt8]
    /// What is repeated behind the beginning until the text has 64 KB.
    package let stretch: [UInt8]
    /// Processor time, in nanoseconds, for the text as a whole.
    package let whole: Int
    /// Processor time, in nanoseconds, for a stream that brings the text, or the next worst one, in one piece; nil where
    /// there was no time for it.
    package private(set) var stream: Int?
    /// The same for a stream that brings it in pieces of 4 bytes.
    package private(set) var pieces: Int?
    /// How often PCRE2 gave up in the whole text, each time counted and decided by the rule's `on_limit`.
    package let limits: Int
    /// How many texts were tried.
    package let tried: Int

    /// The processor time for the text as a whole in milliseconds.
    package var milliseconds: Double { Double(whole) / 1e6 }

    /// The processor time for the text in a stream at once, in milliseconds.
    package var millisecondsInStream: Double? { stream.map { Double($0) / 1e6 } }

    /// The processor time for the text in pieces of 4 bytes in milliseconds.
    package var millisecondsInPieces: Double? { pieces.map { Double($0) / 1e6 } }

    init(recipe: String, beginning: [UInt8], stretch: [UInt8], whole: Int, limits: Int, tried: Int) {
        self.recipe = recipe
        self.beginning = beginning
        self.stretch = stretch
        self.whole = whole
        self.limits = limits
        self.tried = tried
    }

    /// Takes what a stream cost.
    mutating func addStream(_ nanoseconds: Int, pieces: Int) {
        stream = max(stream ?? 0, nanoseconds)
        self.pieces = max(self.pieces ?? 0, pieces)
    }
}
