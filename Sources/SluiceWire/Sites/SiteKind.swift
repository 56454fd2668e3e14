/// How a text site relates to the running text of its channel.
package enum SiteKind: Sendable, Hashable {
    /// Continues the text of its channel.
    case delta
    /// A text of its own, complete in this site.
    case whole
    /// Says again what deltas of an earlier event said.
    case repeats
    /// Deliberately not inspected: signatures, encrypted content, base64.
    case opaque
    /// Random filler that hides the length of the text beside it.
    case padding
}
