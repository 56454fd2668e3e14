/// One string in one payload that rules look at.
package struct TextSite: Sendable {
    /// The raw bytes between the quotes or brackets, or of a number, as offsets into the payload.
    package var range: Range<Int>
    /// Whether raw and decoded text differ: the raw bytes hold a backslash, or the text has another form.
    package var isEscaped: Bool
    package var target: Target
    package var kind: SiteKind
    package var encoding: TextEncoding
    package var channel: ChannelKey
    /// Whether the string is the key of an object member.
    package var isKey: Bool
    /// Whether the text is a number without quotes; an edit makes a string of it.
    package var isBare: Bool
    /// Whether the text can't be edited: a signature is over it, or it stands there as base64.
    package var isSigned: Bool
    /// How the text stands in the payload.
    package var form = TextForm.string
    /// Whether the text says in pieces what another says, in a droppable member: what hits it takes out the member.
    package var isMirror = false
    /// Whether the text is one with those before and behind it: models, SDKs and readers join them.
    package var isPart = false
    /// Where the list begins whose parts are one text, 0 for all of a payload's; -1 where there is none.
    package var list = -1
    /// The members of the payload that the key and the target depend on.
    var links: SiteLinks
    /// The node of the path table, `PathNode.none` for a string that no path leads to.
    package let node: Int32

    /// Whether it is text: neither passed over on purpose nor filler.
    package var isText: Bool {
        switch kind {
        case .opaque, .padding: false
        case .delta, .whole, .piece, .repeats: true
        }
    }

    /// Whether the text belongs to a choice, a block or an item that its channel tells apart by number.
    package var isNumbered: Bool { links.major >= 0 }

    package init(
        range: Range<Int>, isEscaped: Bool, target: Target, kind: SiteKind,
        encoding: TextEncoding = .plain, channel: ChannelKey, isKey: Bool = false, isBare: Bool = false,
        isSigned: Bool = false
    ) {
        self.init(
            range: range, isEscaped: isEscaped, target: target, kind: kind, encoding: encoding,
            channel: channel, isKey: isKey, isBare: isBare, isSigned: isSigned, links: .none)
    }

    init(
        range: Range<Int>, isEscaped: Bool, target: Target, kind: SiteKind, encoding: TextEncoding,
        channel: ChannelKey, isKey: Bool, isBare: Bool, isSigned: Bool, links: SiteLinks,
        node: Int32 = PathNode.none
    ) {
        self.range = range
        self.isEscaped = isEscaped
        self.target = target
        self.kind = kind
        self.encoding = encoding
        self.channel = channel
        self.isKey = isKey
        self.isBare = isBare
        self.isSigned = isSigned
        self.links = links
        self.node = node
    }
}
