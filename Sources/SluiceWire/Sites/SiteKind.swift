/// How a text site relates to the running text of its channel.
package enum SiteKind: Sendable, Hashable {
    /// Continues the text of its channel.
    case delta
    /// A text of its own, complete in this site.
    case whole
    /// A text of its own that the next event may continue all the same: the name of a tool, a piece of code,
    /// the tokens of a text.
    ///
    /// It is decided as it stands, so that nothing waits for more of it.
    case piece
    /// Says again what deltas of an earlier event said.
    case repeats
    /// Deliberately not inspected: signatures, encrypted content, base64.
    case opaque
    /// Random filler that hides the length of the text beside it.
    case padding
}
