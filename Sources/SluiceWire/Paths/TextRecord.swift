/// What a text entry says about the strings it names.
struct TextRecord: Sendable {
    var target: Target
    var kind: SiteKind
    var encoding: TextEncoding = .plain
    /// `ChannelKey.entry`.
    var channel: UInt16
    var links = SiteLinks.none
    /// Whether base64 `data:` URLs are files.
    var isURL = false
    /// Whether the string is a file in base64.
    var isFile = false
    /// Whether numbers are texts as well.
    var readsNumbers = false
    /// Whether one record names many texts, so that the path must tell them apart.
    var isHashed = false
    /// Whether a signature is over the text.
    var isSigned = false
    /// `TextSite.isMirror`.
    var isMirror = false
    /// What holds the strings that are one text with this one.
    var part: PartScope?
    /// Whether this is the record of the strings that no entry names.
    var isUnnamed = false
}
