/// A place on a long walk from one start, and where the walk was in the end, with no regex accepted in between.
///
/// A walk from another start that is in the same state at the same place ends in the same way.
struct WalkTrail: BitwiseCopyable {
    /// A walk that has taken so many bytes may go the way of an earlier one.
    static let shortest = 16

    /// The offset in what is kept of the text; -1 for no trail.
    var position = -1
    var place: PrefixAutomaton.State = 0
    var end = 0
    var endPlace: PrefixAutomaton.State = 0
}
