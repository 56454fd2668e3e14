/// What a code point means for the edge of a keyword.
enum LetterKind: UInt8, Sendable, BitwiseCopyable {
    /// Neither letter nor mark nor number.
    case other
    /// A letter, mark or number of a script that sets spaces between words.
    case spaced
    /// A letter, mark or number of a script that sets none.
    case unspaced
}
