package import SluiceGateway

/// What event loops hand over waits here for one thread, up to a bound.
///
/// When it is full an exchange is left out as a whole: half a recording is none.
package final class RecordingQueue: Sendable {
    /// Facts of an exchange.
    package struct Entry: Sendable {
        package let id: String
        /// Nil: the exchange is left out, and what is known of it goes.
        package let events: [TappedEvent]?
    }

    /// The facts that wait.
    private struct Facts: BacklogContents {
        let limit: Int
        private var entries: [Entry] = []
        private var bytes = 0
        /// Exchanges that are left out, until their end.
        private var refused: Set<String> = []
        private(set) var dropped = 0

        init(limit: Int) {
            self.limit = limit
        }

        mutating func add(_ events: [TappedEvent], of id: String) {
            let size = events.reduce(0) { $0 + $1.fact.size }
            let isLast = events.last?.fact.isLast ?? false
            guard !refused.contains(id) else {
                if isLast { refused.remove(id) }
                return
            }
            let fits = bytes + size <= limit
            if fits {
                bytes += size
            } else {
                if !isLast { refused.insert(id) }
                dropped += 1
            }
            entries.append(Entry(id: id, events: fits ? events : nil))
        }

        mutating func takeBatch() -> [Entry]? {
            guard !entries.isEmpty else { return nil }
            defer {
                entries = []
                bytes = 0
            }
            return entries
        }
    }

    private let backlog: Backlog<Facts>
    private let take: @Sendable ([Entry]) -> Void

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - limit: The most bytes that wait.
    ///   - take: What the thread does with each entry.
    package init(limit: Int, _ take: @escaping @Sendable (Entry) -> Void) {
        backlog = Backlog(Facts(limit: limit))
        self.take = { entries in
            for entry in entries { take(entry) }
        }
    }

    /// Exchanges that were left out for want of room.
    package var dropped: Int { backlog.withContents { $0.dropped } }

    package func push(_ events: [TappedEvent], of id: String) {
        backlog.add({ $0.add(events, of: id) }, taking: take)
    }

    /// Takes what waits, and ends the thread.
    package func close() async {
        await backlog.close(taking: take)
    }
}

extension TappedFact {
    /// About how many bytes it keeps in memory.
    var size: Int {
        switch self {
        case .request(let request): request.body.count + 1024
        case .response: 1024
        case .body(let pieces): pieces.count + 64
        case .ended, .failed, .cancelled: 64
        case .concluded(let conclusion): 64 + 96 * conclusion.hits.count
        }
    }

    /// Whether nothing more of the exchange follows.
    var isLast: Bool {
        switch self {
        case .concluded: true
        case .request, .response, .body, .ended, .failed, .cancelled: false
        }
    }
}
