/// How far the keywords of an automaton have come in a text.
struct KeywordState: Sendable {
    /// The start that is being walked; every start before it is decided.
    var position = 0
    /// The end of the text that the walk from `position` has taken; `position` where it has not begun.
    var reached = 0
    /// The walk's cell.
    var cell: Int32 = 0
    /// How much of the cell's tail has been taken; -1 outside a tail.
    var tail: Int32 = -1
    /// The last ending on the way; -1 for none.
    var ending: Int32 = -1
    /// The boundaries that allow a keyword to begin at `position`.
    var allowed: BoundarySet = []
    /// Where the last matches of patterns ended that end behind `position`.
    var ends = LastEnds()
}
