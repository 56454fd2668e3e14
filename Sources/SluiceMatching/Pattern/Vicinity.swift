/// The text around a hit that a condition looks at, in code points after normalisation.
///
/// The hit itself belongs to it unless the condition says otherwise.
package enum Vicinity: Sendable, Hashable {
    /// So many code points before the hit and behind it.
    case characters(before: Int, after: Int)
    /// The sentence that the hit stands in, of it at most so many code points before the hit and behind it.
    ///
    /// A sentence ends with a line, with `。`, `！`, `？`, `…`, `।` and `؟`, with a `.` before a blank or the text's end, and
    /// with `!` and `?` but for those before a letter, a digit or `=`.
    case sentence(reach: Int)

    /// How many code points before the hit belong to it at most.
    var before: Int {
        switch self {
        case .characters(let before, _): before
        case .sentence(let reach): reach
        }
    }

    /// How many code points behind the hit belong to it at most.
    var after: Int {
        switch self {
        case .characters(_, let after): after
        case .sentence(let reach): reach
        }
    }
}
