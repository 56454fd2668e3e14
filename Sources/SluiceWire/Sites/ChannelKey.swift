/// Names one running text within a stream.
///
/// Two sites of successive events belong to the same text when their keys are equal.
package struct ChannelKey: Hashable, Sendable {
    /// The number of the table entry.
    ///
    /// Entries declared with the same channel name share the first one's number. `unnamed` for strings that no entry names.
    package var entry: UInt16
    /// Choice, block or output index; 0 where the dialect has none.
    package var major: Int32
    /// Tool call or content index; 0 where the dialect has none.
    package var minor: Int32
    /// FNV-1a (64 bit) of event type and path where the entry alone does not name the text
    /// (`other` strings, strings in a subtree, keys); else 0.
    package var hash: UInt64

    /// The entry number of strings that no entry names.
    package static let unnamed = UInt16.max

    package init(entry: UInt16, major: Int32 = 0, minor: Int32 = 0, hash: UInt64 = 0) {
        self.entry = entry
        self.major = major
        self.minor = minor
        self.hash = hash
    }
}
