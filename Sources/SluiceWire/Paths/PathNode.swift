/// One place in the tree of a table's paths, as the scanner walks it.
struct PathNode: Sendable {
    /// The named members: a run of the program's children.
    var children: Range<Int32> = 0..<0
    /// The node of array elements, `none` without.
    var element: Int32 = none
    /// The node of members that no child names, `none` without.
    var anyKey: Int32 = none
    /// The text record of a string here, `inherit` or `silent`.
    var text: Int32 = inherit
    /// The choice between several text records of a string here, -1 without one.
    var choice: Int16 = -1
    /// The text record of whatever stands below and has no name, `inherit` or `silent`.
    var fallback: Int32 = inherit
    /// The text record of an array of bytes here, `inherit` without one.
    var bytes: Int32 = inherit
    /// The values to report: a run of the program's values.
    var values: Range<Int32> = 0..<0
    /// Whether the value is reported: has a name or is droppable.
    var isReported = false
    /// Whether the member is droppable, and the reference of its major.
    var isDroppable = false
    var droppableMajor: Int16 = -1
    /// The references that begin anew with each value here: a run of the program's owned references.
    var owned: Range<Int32> = 0..<0
    /// The reference that the value here sets, -1 for none.
    var sets: Int16 = -1
    /// The references that number the unnamed strings at and below this node.
    var scope = SiteLinks.none
    /// Whether an index tells the elements apart that this node stands for.
    var ownsIndex = false

    static let none: Int32 = -1
    /// As the enclosing container says.
    static let inherit: Int32 = -1
    /// Not inspected.
    static let silent: Int32 = -2
}
