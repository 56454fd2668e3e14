package import NIOCore
package import SluiceGateway

/// What event loops hand over waits here for one thread, up to a bound.
///
/// When it is full an exchange is left out as a whole: half a recording is none.
package final class RecordingQueue: Sendable {
    /// A fact of an exchange and when it was seen.
    package struct Entry: Sendable {
        package let id: String
        package let time: TimeAmount
        package let fact: TappedFact

        package init(id: String, time: TimeAmount, fact: TappedFact) {
            self.id = id
            self.time = time
            self.fact = fact
        }
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

        mutating func add(_ entry: Entry) {
            guard !refused.contains(entry.id) else {
                if entry.fact.isLast { refused.remove(entry.id) }
                return
            }
            var entry = entry
            if bytes + entry.fact.size > limit {
                if !entry.fact.isLast { refused.insert(entry.id) }
                dropped += 1
                // The thread forgets what it has of the exchange.
                entry = Entry(id: entry.id, time: entry.time, fact: .cancelled)
            }
            bytes += entry.fact.size
            entries.append(entry)
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
    ///   - take: What the thread does with each fact.
    package init(limit: Int, _ take: @escaping @Sendable (Entry) -> Void) {
        backlog = Backlog(Facts(limit: limit))
        self.take = { entries in
            for entry in entries { take(entry) }
        }
    }

    /// Exchanges that were left out for want of room.
    package var dropped: Int { backlog.withContents { $0.dropped } }

    package func push(_ entry: Entry) {
        backlog.add({ $0.add(entry) }, taking: take)
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
        case .request(_, let body, _): body.count + 1024
        case .response: 1024
        case .body(let bytes): bytes.count + 64
        case .ended, .failed, .cancelled: 64
        }
    }

    /// Whether nothing more of the exchange follows.
    var isLast: Bool {
        switch self {
        case .ended, .failed, .cancelled: true
        case .request, .response, .body: false
        }
    }
}
