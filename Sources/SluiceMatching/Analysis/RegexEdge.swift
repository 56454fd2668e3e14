/// A condition on what stands before a place and, for word edges, on the code point after it.
enum RegexEdge: Sendable, Equatable {
    /// `\b`; words are made of ASCII letters, digits and the underscore.
    case wordEdge
    /// `\B`
    case noWordEdge
    /// `\A`, and `^` without `(?m)`.
    case textStart
    /// `^` with `(?m)`: the text's start, or behind a line feed with text to follow.
    case lineStart
    /// `(?<=[...])` or `(?<![...])` of one code point; the negated one holds at the text's start.
    case after(CodePointClass, isNegated: Bool)
}
