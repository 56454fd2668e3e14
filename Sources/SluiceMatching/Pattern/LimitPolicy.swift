/// What a pattern does where the regex engine gave up before it had an answer.
package enum LimitPolicy: Sendable, Hashable, BitwiseCopyable {
    /// The text from the start in question to the end of the pattern's window counts as a match.
    case match
    /// The start in question counts as no match.
    case noMatch
}
