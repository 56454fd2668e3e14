/// Searches one text that arrives in pieces.
///
/// A value without I/O; the matches and their order within a pattern depend on the text alone, never on its cuts.
package struct StreamScanner: Sendable {
    /// The bytes that have been appended.
    package private(set) var length = 0
    /// The offset, in bytes of the text and at a code point's edge, up to which everything is decided.
    ///
    /// No deciding pattern will report a match that starts (`whole.lowerBound`) below it and was not reported yet.
    /// After `finish` it equals `length`.
    package private(set) var decided = 0

    private let selection: Selection

    /// A scanner at the beginning of a text.
    package init(_ selection: Selection) {
        self.selection = selection
    }

    /// Takes the next piece, which may end inside a UTF-8 sequence, and adds the matches that it decides.
    ///
    /// Invalid bytes count as U+FFFD, one for each maximal subpart (Unicode 3.9).
    package mutating func append(_ text: Span<UInt8>, into matches: inout [Match]) {
        length += text.count
    }

    /// Ends the text and adds the matches that only its end decides.
    package mutating func finish(into matches: inout [Match]) {
        decided = length
    }
}
