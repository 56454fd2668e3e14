/// Edits a payload's bytes in place of rebuilding it.
package enum JSONEditor {
    /// Appends the payload to `out` with the edits made and the members dropped; every other byte
    /// stays as it was.
    ///
    /// The sites and members must come from a scan of this very payload. Edits of one site must not
    /// overlap.
    package static func apply(
        _ edits: [(site: TextSite, edits: [TextEdit])], dropping: [DroppableMember] = [],
        to payload: Span<UInt8>, into out: inout [UInt8]
    ) {
    }
}
