/// Where a keyword may begin and end.
package enum Boundary: Sendable, Hashable, BitwiseCopyable {
    /// An edge of the keyword that is a letter or digit of a script with spaces may not touch another such
    /// character; edges in Han, Kana, Hangul, Thai, Lao, Khmer, Myanmar and their like are free.
    case auto
    /// Neither edge may touch a letter or digit of any script.
    case word
    /// No condition.
    case none
}
