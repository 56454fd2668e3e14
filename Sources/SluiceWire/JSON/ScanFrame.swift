/// An object or array that the scanner is inside of.
struct ScanFrame: Sendable {
    /// Offset of the opening bracket.
    var start = 0
    /// The container's node in the path table, `PathNode.none` where no path leads.
    var node = PathNode.none
    var isObject = false
    /// The text record of unnamed strings inside, or `PathNode.silent`.
    var fallback = PathNode.silent
    /// The references that number unnamed strings inside.
    var scope = SiteLinks.none
    /// Index of the current element of an array.
    var position: Int32 = 0
    /// Offset where the current member or element begins (the quote of its key).
    var memberStart = 0
    /// Offset of the comma before it, -1 for the first.
    var comma = -1
    /// The current member's key.
    var key = KeySlice()
    /// The child of the path node that is expected next.
    var nextChild: Int32 = 0
    /// The children of the path node that have come, a bit each.
    private(set) var seen: (UInt64, UInt64) = (0, 0)
    /// Where the keys of this object begin in the set of open keys.
    var keys = KeySet.Mark()
    /// Whether any are there.
    var hasKeys = false
    /// Hash of the path to this container, once somebody asked.
    var pathHash: UInt64?

    /// The most named members of one object.
    static let maximumChildren = 128

    /// Notes that a child has come; false when it had come before.
    @inline(__always)
    mutating func note(child: Int) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: child)
        if child < 64 {
            defer { seen.0 |= bit }
            return seen.0 & bit == 0
        }
        defer { seen.1 |= bit }
        return seen.1 & bit == 0
    }
}
