/// A reason for which a hit of a pattern is dropped.
///
/// Literals pass through the pattern's own normalisation before they are compared.
package enum PatternException: Sendable, Hashable {
    /// The whole captured text equals one of these.
    case values([String])
    /// The captured text lies inside an occurrence of one of these longer literals.
    case covering([String])
    /// The regex finds something inside the captured text.
    case regex(String)
    /// One of these stands in the same sentence, of which so many code points on each side are searched.
    case sentence([String], reach: Int)
    /// Every hit.
    case always
    /// Another exception, which counts only where the circumstance of this number holds.
    indirect case under(Int, PatternException)
}
