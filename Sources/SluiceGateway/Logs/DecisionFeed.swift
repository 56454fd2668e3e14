import Synchronization

/// Shows decisions, as the lines of the decision log, to whoever looks at the moment.
///
/// Event loops never wait for it: who reads too slowly misses lines.
final class DecisionFeed: Sendable {
    private struct State {
        var followers: [Int: AsyncStream<String>.Continuation] = [:]
        var next = 0
        var isClosed = false
    }

    private static let mostFollowers = 16
    private static let waitingLines = 1024

    private let state = Mutex(State())
    private let isWanted = Atomic(false)

    /// Whether anybody looks.
    var isOpen: Bool { isWanted.load(ordering: .relaxed) }

    /// Shows a line.
    func show(_ line: String) {
        for follower in state.withLock({ Array($0.followers.values) }) { follower.yield(line) }
    }

    /// The lines from now on; nil when too many look already.
    func lines() -> AsyncStream<String>? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingOldest(Self.waitingLines))
        let number = state.withLock { state -> Int? in
            guard !state.isClosed, state.followers.count < Self.mostFollowers else { return nil }
            state.next += 1
            state.followers[state.next] = continuation
            isWanted.store(true, ordering: .relaxed)
            return state.next
        }
        guard let number else { return nil }
        continuation.onTermination = { [weak self] _ in self?.leave(number) }
        return stream
    }

    /// Ends all looking.
    func close() {
        let followers = state.withLock { state in
            state.isClosed = true
            return Array(state.followers.values)
        }
        for follower in followers { follower.finish() }
    }

    private func leave(_ number: Int) {
        state.withLock { state in
            state.followers[number] = nil
            isWanted.store(!state.followers.isEmpty, ordering: .relaxed)
        }
    }
}
