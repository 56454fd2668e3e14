/// Words of which one has to stand near a hit, wholly inside the text before it or wholly inside that behind it.
///
/// They pass through the pattern's normalisation, and a word of a script with spaces may not be a part of a longer one.
package struct Nearby: Sendable, Hashable {
    /// The words.
    package var words: [String]
    /// How many code points before the hit are searched.
    package var before: Int
    /// How many code points behind the hit are searched.
    package var after: Int

    /// A condition; a side with 0 isn't searched.
    package init(_ words: [String], before: Int, after: Int) {
        self.words = words
        self.before = before
        self.after = after
    }
}
