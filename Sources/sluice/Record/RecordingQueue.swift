package import NIOCore
import NIOPosix
package import SluiceGateway
import Synchronization

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

    private struct State {
        var entries: [Entry] = []
        var bytes = 0
        /// Exchanges that are left out, until their end.
        var refused: Set<String> = []
        var isDraining = false
        var dropped = 0
    }

    private let limit: Int
    private let state = Mutex(State())
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let take: @Sendable (Entry) -> Void

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - limit: The most bytes that wait.
    ///   - take: What the thread does with each fact.
    package init(limit: Int, _ take: @escaping @Sendable (Entry) -> Void) {
        self.limit = limit
        self.take = take
        thread.start()
    }

    /// Exchanges that were left out for want of room.
    package var dropped: Int { state.withLock(\.dropped) }

    package func push(_ entry: Entry) {
        let wakes = state.withLock { state in
            guard !state.refused.contains(entry.id) else {
                if entry.fact.isLast { state.refused.remove(entry.id) }
                return false
            }
            var entry = entry
            if state.bytes + entry.fact.size > limit {
                if !entry.fact.isLast { state.refused.insert(entry.id) }
                state.dropped += 1
                // The thread forgets what it has of the exchange.
                entry = Entry(id: entry.id, time: entry.time, fact: .cancelled)
            }
            state.bytes += entry.fact.size
            state.entries.append(entry)
            defer { state.isDraining = true }
            return !state.isDraining
        }
        if wakes { thread.submit { [self] _ in drain() } }
    }

    /// Takes what waits, and ends the thread.
    package func close() async {
        try? await thread.shutdownGracefully()
        drain()
    }

    private func drain() {
        while true {
            let entries = state.withLock { state in
                let entries = state.entries
                state.entries.removeAll()
                state.bytes = 0
                state.isDraining = !entries.isEmpty
                return entries
            }
            guard !entries.isEmpty else { return }
            for entry in entries { take(entry) }
        }
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
