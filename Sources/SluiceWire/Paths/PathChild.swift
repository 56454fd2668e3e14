/// A named member of a path node.
struct PathChild: Sendable {
    /// The first eight bytes of the key, the first one lowest, zero-filled.
    var prefix: UInt64
    var length: Int32
    /// Where the key stands in the program's key bytes.
    var key: Int32
    var node: Int32
}
