/// How far a text filter is, as plain numbers.
///
/// What is asked for every event of a stream is asked of these: reading it from the filter would retain all that the
/// filter holds.
package struct TextProgress: Sendable, Equatable {
    /// The number of bytes given so far.
    package var length = 0
    /// Below this offset all is decided.
    package var decided = 0
    /// Where the last known edit ends; 0 when there is none.
    package var editEnd = 0
    /// Where the block begins; `Int.max` when there is none.
    package var blockStart = Int.max
    /// Whether hits, or hits that exceptions took away, wait to be taken.
    package var hasHits = false

    package init() {}

    /// Whether the text is decided up to an offset, and unchanged from another one on.
    package func isUntouched(from lower: Int, to upper: Int) -> Bool {
        decided >= upper && editEnd <= lower && blockStart >= upper
    }
}
