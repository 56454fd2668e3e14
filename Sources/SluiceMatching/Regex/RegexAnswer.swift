/// What a search said.
enum RegexAnswer {
    /// The first match; the groups' places are in the scratch's vector.
    case match(Range<Int>)
    /// No start matches, and no start asked for a byte beyond the text.
    case noMatch
    /// All starts before this one fail; this one asked for a byte beyond the text.
    case partial(Int)
    /// The match limit or the stack's end was reached at an unknown start.
    case limit
}
