import SluicePipeline
import SluiceRules
import SluiceWire

/// One text of a stream, put together from all events that brought a part of it.
struct RunningText: Sendable {
    /// What one event brought.
    struct Part: Sendable {
        var event: Int
        /// The string's number in its event.
        var site: Int
        var range: Range<Int>
    }

    /// The key of comments and of lines that no client reads.
    static let comments = ChannelKey(entry: .max, hash: 1)

    let key: ChannelKey
    let target: Target
    let encoding: TextEncoding
    /// Whether a signature is over the text.
    let isSigned: Bool
    /// Whether the text stands for itself: a string that no delta continues.
    let isWhole: Bool
    /// Whether the text says again what deltas said: a hit in both counts once.
    var isRepeat = false
    /// The path at which it began; empty where nobody asked for it.
    var place = ""
    var bytes: [UInt8] = []
    var parts: [Part] = []
    /// The texts before it, of whose message it is a part as they are.
    var before: [[UInt8]] = []

    mutating func append(_ piece: [UInt8], event: Int, site: Int) {
        parts.append(Part(event: event, site: site, range: bytes.count..<(bytes.count + piece.count)))
        bytes += piece
    }

    /// The decision on the text as a whole, and behind what came before it.
    func filtered(by rules: RuleView) -> TextFilter {
        var filter = TextFilter(rules.selection(for: target), encoding: encoding, isSigned: isSigned)
        filter.append(bytes.span)
        filter.finish()
        for overlap in overlaps(by: rules) { filter.stop(by: overlap) }
        return filter
    }

    /// The hits that began in the texts before it.
    private func overlaps(by rules: RuleView) -> [TextHit] {
        before.indices.compactMap { start in
            var filter = TextFilter(rules.selection(for: target), encoding: encoding, isSigned: isSigned)
            for text in before[start...] {
                filter.append(text.span)
                filter.close()
            }
            filter.append(bytes.span)
            filter.finish()
            return filter.overlap
        }
    }

    /// Whether a hit of any rule begins in the texts before it and ends in it.
    func continuesHit(of rules: RuleView) -> Bool {
        guard !before.isEmpty else { return false }
        var filter = TextFilter(rules.selection(for: target), encoding: encoding, isSigned: isSigned)
        for text in before { filter.append(text.span) }
        let start = filter.length
        filter.append(bytes.span)
        filter.finish()
        return filter.takeHits().contains { $0.span.lowerBound < start && $0.span.upperBound > start }
    }

    /// The event in which an offset of the text came.
    func event(of offset: Int) -> Int {
        parts.first { offset < $0.range.upperBound }?.event ?? parts.last?.event ?? 0
    }

    /// The length of what came with the events before one, or up to it.
    func length(before event: Int, inclusive: Bool) -> Int {
        parts.last { $0.event < event || inclusive && $0.event == event }?.range.upperBound ?? 0
    }
}

extension ChannelKey {
    /// The key of all texts that only their path tells apart: an edit of a member's name changes the path.
    var withoutPath: ChannelKey { ChannelKey(entry: entry, major: major, minor: minor) }
}
