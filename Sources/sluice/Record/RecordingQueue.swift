import NIOPosix
package import SluiceGateway
import Synchronization

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
    ///   - take: What the thread does with each entry.
    package init(limit: Int, _ take: @escaping @Sendable (Entry) -> Void) {
        self.limit = limit
        self.take = take
        thread.start()
    }

    /// Exchanges that were left out for want of room.
    package var dropped: Int { state.withLock(\.dropped) }

    package func push(_ events: [TappedEvent], of id: String) {
        let size = events.reduce(0) { $0 + $1.fact.size }
        let isLast = events.last?.fact.isLast ?? false
        let wakes = state.withLock { state in
            guard !state.refused.contains(id) else {
                if isLast { state.refused.remove(id) }
                return false
            }
            let fits = state.bytes + size <= limit
            if fits {
                state.bytes += size
            } else {
                if !isLast { state.refused.insert(id) }
                state.dropped += 1
            }
            state.entries.append(Entry(id: id, events: fits ? events : nil))
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
