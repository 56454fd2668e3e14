import SluiceRules
import SluiceWire

/// The running texts of a stream, each with the filter over it.
///
/// What is asked for every event stands in plain numbers beside the channels: reading it from a channel would copy,
/// and so retain, all that its filter holds.
struct RunningTexts: Sendable {
    private let rules: RuleView
    private let isRepeated: Bool
    private var channels: [Channel] = []
    /// How far each channel is.
    private var progress: [TextProgress] = []
    /// Up to where the text of each channel has left.
    private var released: [Int] = []
    private var hasUnnamedChannels = false
    private var hasPendingFindings = false
    private var counting: [Finding] = []
    /// What was found in texts that the stream may say again.
    private var stated: [(key: ChannelKey, finding: Finding)] = []
    /// Memory for the decoded form of texts with escapes.
    private var text: [UInt8] = []

    /// The number of events after which an unnamed text that isn't continued is over.
    private static let maximumSilentEvents = 8

    /// - Parameter isRepeated: Whether the stream says its texts again once they are over.
    init(rules: RuleView, isRepeated: Bool) {
        self.rules = rules
        self.isRepeated = isRepeated
    }

    /// Continues the text of a site's channel.
    ///
    /// - Parameter event: The number of the event that brings it.
    mutating func append(_ site: TextSite, in payload: Span<UInt8>, event: Int) -> HeldEvent.Part {
        let index = channel(site.channel, site.target, site.encoding, isSigned: site.isSigned)
        guard site.isEscaped else { return append(payload.extracting(site.range), to: index, site, event) }
        var decoded: [UInt8] = []
        swap(&decoded, &text)
        defer { swap(&decoded, &text) }
        decoded.removeAll(keepingCapacity: true)
        JSONText.decode(payload, site.range, into: &decoded)
        return append(decoded.span, to: index, site, event)
    }

    /// Continues the text that all data which is no JSON makes up.
    mutating func append(unstructured data: Span<UInt8>, event: Int) -> HeldEvent.Part {
        let key = ChannelKey(entry: ChannelKey.unnamed)
        return append(data, to: channel(key, .responseOther, .plain, isSigned: false), nil, event)
    }

    /// All texts are over.
    mutating func finish() {
        for index in channels.indices { finish(index) }
    }

    /// The text of a channel is over.
    mutating func finish(_ key: ChannelKey) {
        for index in channels.indices where channels[index].key == key { finish(index) }
    }

    /// Whether something was found before in a text that is now said again; notes it, if not.
    mutating func wasStated(_ finding: Finding, in key: ChannelKey) -> Bool {
        if stated.contains(where: { $0.key == key && $0.finding == finding }) { return true }
        stated.append((key, finding))
        return false
    }

    /// The texts of some choices or blocks are over.
    mutating func finish(majors: [Int32]) {
        for index in channels.indices {
            guard let key = channels[index].key, key.entry != ChannelKey.unnamed else { continue }
            if majors.contains(key.major) { finish(index) }
        }
    }

    /// Ends the unnamed texts that nothing has continued for some events.
    ///
    /// A string that no table names may be a new kind of delta, or just a member that was sent once: one that ends
    /// like the beginning of a match would else hold the stream to its end.
    mutating func finishSilent(at event: Int) {
        guard hasUnnamedChannels else { return }
        for index in channels.indices
        where progress[index].decided < progress[index].length
            && channels[index].key?.entry == ChannelKey.unnamed
            && event - channels[index].latestEvent >= Self.maximumSilentEvents
        {
            finish(index)
        }
    }

    /// The findings that count since the last call.
    mutating func takeFindings() -> [Finding] {
        guard !counting.isEmpty else { return [] }
        defer { counting.removeAll(keepingCapacity: true) }
        return counting
    }

    /// Notes that the text of these parts has left, up to a block: what was found in it counts.
    mutating func noteDelivery(of parts: [HeldEvent.Part]) {
        for part in parts {
            released[part.channel] = min(progress[part.channel].blockStart, part.range.upperBound)
            channels[part.channel].filter.discard(below: part.range.upperBound)
            if hasPendingFindings { count(findingsOf: part.channel) }
        }
    }

    /// Whether all of these parts are decided and stay as they are.
    func isUntouched(_ parts: [HeldEvent.Part]) -> Bool {
        for part in parts
        where !progress[part.channel].isUntouched(from: part.range.lowerBound, to: part.range.upperBound) {
            return false
        }
        return true
    }

    /// Whether a part is decided; text behind a block needs no decision.
    func isDecided(_ part: HeldEvent.Part) -> Bool {
        progress[part.channel].decided >= part.range.upperBound
    }

    /// The block that ends a part's text, if one begins before its end.
    func block(in part: HeldEvent.Part) -> Finding? {
        guard progress[part.channel].blockStart < part.range.upperBound else { return nil }
        return channels[part.channel].filter.block.map { Finding($0, target: channels[part.channel].target) }
    }

    /// Whether text of a part is left before the block.
    func leavesText(of part: HeldEvent.Part) -> Bool {
        min(progress[part.channel].blockStart, part.range.upperBound) > part.range.lowerBound
    }

    /// What changes in a part.
    func edits(in part: HeldEvent.Part) -> [TextEdit] {
        channels[part.channel].filter.edits(in: part.range)
    }

    private mutating func append(
        _ bytes: Span<UInt8>, to index: Int, _ site: TextSite?, _ event: Int
    ) -> HeldEvent.Part {
        let lower = progress[index].length
        progress[index] = channels[index].filter.append(bytes)
        channels[index].latestEvent = event
        takeHits(of: index)
        return HeldEvent.Part(channel: index, range: lower..<progress[index].length, site: site)
    }

    private mutating func channel(
        _ key: ChannelKey, _ target: Target, _ encoding: TextEncoding, isSigned: Bool
    ) -> Int {
        for index in channels.indices where channels[index].key == key { return index }
        if key.entry == ChannelKey.unnamed { hasUnnamedChannels = true }
        let filter = TextFilter(rules.selection(for: target), encoding: encoding, isSigned: isSigned)
        channels.append(Channel(id: key, key: key, target: target, filter: filter))
        progress.append(TextProgress())
        released.append(0)
        return channels.count - 1
    }

    private mutating func finish(_ index: Int) {
        guard channels[index].key != nil else { return }
        channels[index].key = nil
        progress[index] = channels[index].filter.finish()
        takeHits(of: index)
    }

    private mutating func takeHits(of index: Int) {
        guard progress[index].hasHits else { return }
        hasPendingFindings = true
        let hits = channels[index].filter.takeHits()
        channels[index].pending.add(hits, target: channels[index].target)
        if isRepeated {
            for hit in hits {
                stated.append((channels[index].id, Finding(hit, target: channels[index].target)))
            }
        }
        count(findingsOf: index)
    }

    private mutating func count(findingsOf index: Int) {
        counting += channels[index].pending.deliver(through: released[index])
    }
}
