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
    /// Where the channel of a key stands in `channels`.
    private var places: [ChannelKey: Int] = [:]
    /// The latest part of a message by its entry: the next part is read together with it.
    private var parts: [UInt16: Int] = [:]
    /// The channel that was continued last; most often it is continued next.
    private var latest = 0
    /// The channels that are open, in the order in which they began.
    private var open: [Int] = []
    /// How far each channel is.
    private var progress: [TextProgress] = []
    /// Up to where the text of each channel has left.
    private var released: [Int] = []
    /// Whether the stream has more texts than are kept: then it can't be inspected.
    private(set) var isOverfull = false
    private var hasUnnamedChannels = false
    private var hasPendingFindings = false
    private var counting: [Finding] = []
    /// The rules of hits that exceptions took away.
    private var exceptions: [Int] = []
    /// What was found in texts that the stream may say again.
    private var stated: [ChannelKey: [Finding]] = [:]
    /// What the bytes of lists were cut in.
    private var repairs: [ChannelKey: UTF8Repair] = [:]
    /// Memory for the decoded form of texts with escapes.
    private var text: [UInt8] = []

    /// The number of events after which an unnamed text that isn't continued is over.
    private static let maximumSilentEvents = 8

    /// The most texts of one stream; providers have some hundred at most.
    private static let maximumChannels = 4096

    /// - Parameter isRepeated: Whether the stream says its texts again once they are over.
    init(rules: RuleView, isRepeated: Bool) {
        self.rules = rules
        self.isRepeated = isRepeated
    }

    /// Continues the text of a site's channel.
    ///
    /// - Parameter event: The number of the event that brings it.
    mutating func append(_ site: TextSite, in payload: Span<UInt8>, event: Int) -> HeldEvent.Part {
        let index = channel(of: site)
        guard site.isEscaped else { return append(payload.extracting(site.range), to: index, site, event) }
        var decoded: [UInt8] = []
        swap(&decoded, &text)
        defer { swap(&decoded, &text) }
        decoded.removeAll(keepingCapacity: true)
        site.appendText(of: payload, to: &decoded)
        if site.form == .byteList { repair(&decoded, of: site.channel) }
        return append(decoded.span, to: index, site, event)
    }

    /// Continues the text that all data which is no JSON makes up.
    mutating func append(unstructured data: Span<UInt8>, event: Int) -> HeldEvent.Part {
        let key = ChannelKey(entry: ChannelKey.unnamed)
        let site = TextSite(
            range: 0..<data.count, isEscaped: false, target: .responseOther, kind: .delta, channel: key)
        return append(data, to: channel(of: site), nil, event)
    }

    /// No more text comes: all texts are over.
    mutating func finish() {
        for index in open {
            progress[index] = channels[index].finish()
            takeHits(of: index)
        }
        open.removeAll()
    }

    /// All texts have ended, by what the stream says; what follows may still continue them.
    mutating func close() {
        close(open)
    }

    /// The text of a channel has ended, by what the stream says.
    mutating func close(_ key: ChannelKey) {
        guard let index = places[key], channels[index].isOpen else { return }
        close([index])
    }

    /// Whether something was found before in a text that is now said again; notes it, if not.
    mutating func wasStated(_ finding: Finding, in key: ChannelKey) -> Bool {
        if let before = stated[key], before.contains(finding) { return true }
        stated[key, default: []].append(finding)
        return false
    }

    /// The texts of some choices or blocks have ended, by what the stream says.
    mutating func close(majors: [Int32]) {
        guard majors.count > 8 else { return close(open.filter { isNamed($0, majors.contains) }) }
        let majors = Set(majors)
        close(open.filter { isNamed($0, majors.contains) })
    }

    /// The arguments of the tool calls of some choices are over: what comes under their keys then are new texts.
    mutating func finish(callsOf majors: [Int32]) {
        let ending = open.filter {
            channels[$0].target == .responseToolArguments && isNamed($0, majors.contains)
        }
        for index in ending { channels[index].isOver = true }
        close(ending)
    }

    /// Closes the unnamed texts that nothing has continued for some events.
    ///
    /// A string that no table names may be a new kind of delta, or just a member that was sent once: one that ends
    /// like the beginning of a match would else hold the stream to its end.
    mutating func closeSilent(at event: Int) {
        guard hasUnnamedChannels else { return }
        guard open.contains(where: { isSilent($0, at: event) }) else { return }
        close(open.filter { isSilent($0, at: event) })
    }

    /// The findings that count since the last call.
    mutating func takeFindings() -> [Finding] {
        guard !counting.isEmpty else { return [] }
        defer { counting.removeAll(keepingCapacity: true) }
        return counting
    }

    /// The rules whose hits exceptions took away since the last call, in running texts or beside them.
    mutating func takeExceptions() -> [Int] {
        guard !exceptions.isEmpty else { return [] }
        defer { exceptions.removeAll() }
        return exceptions
    }

    /// Notes what exceptions took away in texts that stand for themselves.
    mutating func note(exceptions: [Int]) {
        self.exceptions += exceptions
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
        progress[index] = channels[index].append(bytes)
        channels[index].latestEvent = event
        takeHits(of: index)
        return HeldEvent.Part(channel: index, range: lower..<progress[index].length, site: site)
    }

    private mutating func channel(of site: TextSite) -> Int {
        let key = site.channel
        if latest < channels.count, channels[latest].key == key, channels[latest].isOpen { return latest }
        let known = places[key]
        if let index = known, channels[index].isOpen {
            latest = index
            return index
        }
        guard known != nil || places.count < Self.maximumChannels else {
            isOverfull = true
            return latest
        }
        if key.entry == ChannelKey.unnamed { hasUnnamedChannels = true }
        let filter = TextFilter(
            rules.selection(for: site.target), encoding: site.encoding, isSigned: site.isSigned)
        var channel = Channel(key: key, target: site.target, filter: filter)
        channel.isMirror = site.isMirror
        let isPart = site.isPart && key.hash == 0
        if let before = known ?? (isPart ? parts[key.entry] : nil) {
            close([before])
            channel.tails = channels[before].successorTails
        }
        latest = place(channel, known)
        places[key] = latest
        if isPart { parts[key.entry] = latest }
        open.append(latest)
        return latest
    }

    /// Makes the bytes of a list UTF-8, which may be cut inside a character where the list is.
    private mutating func repair(_ bytes: inout [UInt8], of key: ChannelKey) {
        var text: [UInt8] = []
        repairs[key, default: UTF8Repair()].append(bytes.span, into: &text)
        bytes = text
    }

    /// Stores a new channel: in the place of the one that it follows, if all of that has left.
    private mutating func place(_ channel: Channel, _ former: Int?) -> Int {
        guard let former, released[former] == progress[former].length else {
            channels.append(channel)
            progress.append(TextProgress())
            released.append(0)
            return channels.count - 1
        }
        channels[former] = channel
        progress[former] = TextProgress()
        released[former] = 0
        return former
    }

    /// Whether a table names a channel, and its choice or block is one of some.
    private func isNamed(_ index: Int, _ isOne: (Int32) -> Bool) -> Bool {
        channels[index].key.entry != ChannelKey.unnamed && isOne(channels[index].key.major)
    }

    /// Whether an unnamed text waits for what nothing brings.
    private func isSilent(_ index: Int, at event: Int) -> Bool {
        progress[index].decided < progress[index].length
            && channels[index].key.entry == ChannelKey.unnamed
            && event - channels[index].latestEvent >= Self.maximumSilentEvents
    }

    private mutating func close(_ ending: [Int]) {
        guard ending.contains(where: { channels[$0].isOpen }) else { return }
        for index in ending where channels[index].isOpen {
            progress[index] = channels[index].close()
            takeHits(of: index)
        }
        open = open.filter { channels[$0].isOpen }
    }

    private mutating func takeHits(of index: Int) {
        guard progress[index].hasHits else { return }
        hasPendingFindings = true
        let hits = channels[index].filter.takeHits()
        let excepted = channels[index].filter.takeExceptions()
        guard !channels[index].isMirror else { return }
        exceptions += excepted
        channels[index].pending.add(hits, target: channels[index].target)
        if isRepeated {
            for hit in hits {
                stated[channels[index].key, default: []].append(
                    Finding(hit, target: channels[index].target))
            }
        }
        count(findingsOf: index)
    }

    private mutating func count(findingsOf index: Int) {
        counting += channels[index].pending.deliver(through: released[index])
    }
}
