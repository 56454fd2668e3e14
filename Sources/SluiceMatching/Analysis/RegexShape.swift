/// The structure of a regex as far as it can be followed without PCRE2.
///
/// It is exact or opaque: up to the first `opaque` it describes precisely the texts that PCRE2 accepts there, apart from
/// code points of which a class says that they are unknown.
indirect enum RegexShape: Sendable, Equatable {
    /// Matches the empty text.
    case empty
    /// One code point of a class.
    case codePoint(CodePointClass)
    /// One after the other.
    case sequence([RegexShape])
    /// Any of them.
    case choice([RegexShape])
    /// Greedy or lazy, which makes no difference to what can match.
    case repeated(RegexShape, least: Int, most: Int?)
    /// A condition on what stands around this place; consumes nothing.
    case edge(RegexEdge)
    /// Something that can't be followed: from here on only PCRE2 knows.
    case opaque
}
