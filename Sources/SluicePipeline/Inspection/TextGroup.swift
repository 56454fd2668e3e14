import SluiceWire

/// What texts of one payload have in common that are one text to those who read them.
struct TextGroup: Hashable {
    /// The list that they are parts of, -1 without one.
    private let list: Int
    private let node: Int32
    private let target: Target
    /// The running text that they would be in a stream, where that joins them.
    private let channel: ChannelKey?

    /// The group of a site that is complete in itself; nil for one that stands alone.
    init?(_ site: TextSite) {
        if site.isPart && site.list >= 0 {
            list = site.list
            channel = nil
        } else if site.isJoined {
            list = -1
            channel = site.channel
        } else {
            return nil
        }
        node = channel == nil ? site.node : 0
        target = site.target
    }

    /// Whether its texts are read together only: where a stream says them in pieces, no piece is a text.
    var isJoined: Bool { channel != nil }
}

extension TextSite {
    /// Whether the text is one of several that clients join, parts of one message without a number of their own.
    fileprivate var isJoined: Bool {
        isNumbered && !isKey && kind == .whole && target == .responseText && !isPart && !isMirror && !isBare
            && !isSigned && encoding == .plain && channel.hash == 0 && channel.entry != ChannelKey.unnamed
    }
}
