/// What a text entry says about the strings it names.
struct TextRecord: Sendable {
    var target: Target
    var kind: SiteKind
    var encoding: TextEncoding = .plain
    /// `ChannelKey.entry`.
    var channel: UInt16
    var links = SiteLinks.none
    /// Whether base64 `data:` URLs are passed over.
    var isURL = false
    /// Whether numbers are texts as well.
    var readsNumbers = false
    /// Whether one record names many texts, so that the path must tell them apart.
    var isHashed = false
    /// Whether a signature is over the text.
    var isSigned = false
    /// Whether this is the record of the strings that no entry names.
    var isUnnamed = false
}
