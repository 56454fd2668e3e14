import SluicePipeline
import SluiceRules
import SluiceWire

/// Measures how much text is held back behind the event that holds up the others.
///
/// An event is held because a text it brought isn't decided yet; what came of that text since is what the rules
/// needed to see. It is counted in code points, each of which is at least one byte once it is normalised.
struct HoldMeter: Sendable {
    private struct Held: Sendable {
        var ends: [(channel: ChannelKey, codePoints: Int, bound: Int)]

        /// Whether it brought a text that a table names.
        var hasText: Bool { ends.contains { $0.channel.entry != ChannelKey.unnamed } }
    }

    /// The most text that was held, in code points.
    private(set) var largest = 0
    /// The first hold beyond the bound.
    private(set) var fault: String?
    private let rules: RuleView
    private var received: [ChannelKey: Int] = [:]
    private var held: [Held] = []
    /// The texts that are over: nothing of them may be held any more.
    private var over: Set<ChannelKey> = []
    private var released = 0

    init(rules: RuleView) {
        self.rules = rules
    }

    /// An event was given to the filter.
    mutating func take(_ event: StreamEvent) {
        guard event.isComplete else { return }
        var ends: [(channel: ChannelKey, codePoints: Int, bound: Int)] = []
        for part in event.parts {
            received[part.channel, default: 0] += part.codePoints
            over.remove(part.channel)
            ends.append((part.channel, received[part.channel, default: 0], bound(part)))
        }
        held.append(Held(ends: ends))
        for channel in received.keys where event.closing.includes(channel) { over.insert(channel) }
    }

    /// So many events have left since the beginning.
    mutating func release(through events: Int) {
        let count = min(events - released, held.count)
        if count > 0 {
            held.removeFirst(count)
            released += count
        }
        guard let waiting = waiting else { return }
        for end in waiting.flatMap(\.ends) {
            let hold = received[end.channel, default: 0] - end.codePoints
            if hold < end.bound && !over.contains(end.channel) {
                largest = max(largest, hold + 1)
                return
            }
        }
        fault = fault ?? "\(held.count) events are held, none of them for a text that a rule can need more of"
    }

    /// The events one of which has to be undecided for the others to be held; nil when nothing is held without reason.
    ///
    /// Before anything has left, these are all events to the first with text: what comes before it may wait for it.
    private var waiting: ArraySlice<Held>? {
        if released > 0 { return held.isEmpty ? nil : held.prefix(1) }
        return held.firstIndex { $0.hasText }.map { held[...$0] }
    }

    /// What comes behind an undecided text is less than this; a code point in nested JSON is up to twelve.
    private func bound(_ part: StreamEvent.Part) -> Int {
        guard let bytes = rules.selection(for: part.target)?.holdBytes, bytes > 0 else { return 0 }
        return part.encoding == .json ? (bytes + 1) * 12 : bytes
    }
}
