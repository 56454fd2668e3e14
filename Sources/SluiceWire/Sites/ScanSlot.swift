/// A string or a number on whose content nothing else depends that a scan finds in a payload.
///
/// No member is chosen by it, no site gets its key or kind from it, and it is no file.
struct ScanSlot: Sendable {
    /// What a slot holds.
    enum Kind: Sendable {
        /// A string that is the site of this index.
        case site(Int32)
        /// A string that is deliberately no site.
        case silent
        case number
    }

    /// The raw bytes between the quotes, or of the number; never empty.
    var range: Range<Int>
    var kind: Kind
}
