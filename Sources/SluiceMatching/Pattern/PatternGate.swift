/// What a text must hold before a pattern costs more there than a step of the automaton.
package enum PatternGate: Sendable, Hashable {
    /// Every match of the regex begins with one of these, in lower case where case doesn't count; at most 64.
    case literals([String])
    /// Every match of the regex begins with one of so many bytes.
    case firstBytes(Int)
    /// Every start has to be tried.
    case always
    /// Every match is one of so many keywords.
    case keywords(Int)
}
