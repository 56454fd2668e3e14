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
    }

    /// The most text that was needed, in code points.
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
        guard event.hasData else { return }
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
        guard released > 0, let first = held.first else { return }
        var least: (hold: Int, bound: Int)?
        for end in first.ends {
            let hold = received[end.channel, default: 0] - end.codePoints
            if hold <= end.bound && !over.contains(end.channel) {
                largest = max(largest, hold)
                return
            }
            least = (hold, end.bound)
        }
        let what = least.map { "text was held before \($0.hold) code points of it, the bound is \($0.bound)" }
        fault = fault ?? what ?? "an event without text was held"
    }

    /// The most that may have come behind an undecided text; a code point in nested JSON is up to twelve.
    private func bound(_ part: StreamEvent.Part) -> Int {
        let bytes = rules.selection(for: part.target)?.holdBytes ?? 0
        return part.encoding == .json ? (bytes + 1) * 12 : bytes
    }
}
