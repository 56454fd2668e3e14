package import SluiceWire

/// One text as the filters read it, for reports that say what rules find in it.
package struct ReadText: Sendable {
    /// What kind of text it is.
    package var target: Target
    /// How it is written.
    package var encoding = TextEncoding.plain
    /// Whether a signature is over it, so that what would change it ends it.
    package var isSigned = false
    /// The text, decoded.
    package var bytes: [UInt8]
    /// Where it stands: a path in the JSON, a field of a form; empty for the whole body.
    package var place = ""
    /// Whether it belongs to a message before the assistant's last turn.
    package var isEarlier = false
    /// Where the texts stand in it that it is read together from; empty for a text that is one by itself.
    package var parts: [Range<Int>] = []
    /// The numbers of the events that brought it, from 1; nil where it wasn't streamed.
    package var events: ClosedRange<Int>?
    /// Whether it says again what deltas said.
    package var isRepeat = false

    package init(
        target: Target, encoding: TextEncoding = .plain, isSigned: Bool = false, bytes: [UInt8],
        place: String = "", events: ClosedRange<Int>? = nil, isRepeat: Bool = false
    ) {
        self.target = target
        self.encoding = encoding
        self.isSigned = isSigned
        self.bytes = bytes
        self.place = place
        self.events = events
        self.isRepeat = isRepeat
    }

    private init(_ site: TextSite, in payload: Span<UInt8>, place: String, isEarlier: Bool) {
        var text: [UInt8] = []
        site.appendText(of: payload, to: &text)
        if site.form == .byteList, !UTF8Repair.isValid(text.span) {
            var repaired: [UInt8] = []
            UTF8Repair.repair(text.span, into: &repaired)
            text = repaired
        }
        self.init(
            target: site.target, encoding: site.encoding, isSigned: site.isSigned, bytes: text, place: place)
        self.isEarlier = isEarlier
    }

    /// Several texts read as one.
    private init(joining texts: [ReadText], separator: [UInt8]) {
        let first = texts.first
        self.init(target: first?.target ?? .requestOther, bytes: [])
        isEarlier = first?.isEarlier ?? false
        place = "\(first?.place ?? "") to \(texts.last?.place ?? "")"
        for text in texts {
            if !parts.isEmpty { bytes += separator }
            parts.append(bytes.count..<(bytes.count + text.bytes.count))
            bytes += text.bytes
        }
    }

    /// The texts of a payload that is complete, those of one message by themselves and read together.
    ///
    /// - Parameter prefix: What stands before each path.
    static func texts(
        of scan: borrowing PayloadScan, in payload: Span<UInt8>, prefix: String = ""
    ) -> [ReadText] {
        let places = JSONPlaces.paths(of: scan.sites.map(\.range.lowerBound), in: payload)
        let earlier = scan.sites.endOfEarlier
        var texts: [ReadText] = []
        var groups: [TextGroup: [ReadText]] = [:]
        var order: [TextGroup] = []
        for (index, site) in scan.sites.enumerated()
        where site.isText && !site.isMirror && !site.range.isEmpty {
            let text = ReadText(
                site, in: payload, place: prefix + places[index], isEarlier: index < earlier)
            guard let group = TextGroup(site) else {
                texts.append(text)
                continue
            }
            if !group.isJoined { texts.append(text) }
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(text)
        }
        for group in order {
            let members = groups[group] ?? []
            guard members.count > 1 else {
                if group.isJoined { texts += members }
                continue
            }
            for separator in group.isJoined ? [[]] : [[], [0x0A]] as [[UInt8]] {
                texts.append(ReadText(joining: members, separator: separator))
            }
        }
        return texts
    }
}
