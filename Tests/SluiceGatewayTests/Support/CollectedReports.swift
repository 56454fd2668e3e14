import Synchronization

/// What a gateway said of its start and its end.
final class CollectedReports: Sendable {
    private struct State {
        var lines: [String] = []
        var waiter: (beginning: String, continuation: CheckedContinuation<Void, Never>)?
    }

    private let state = Mutex(State())

    func add(_ line: String) {
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.lines.append(line)
            guard let waiter = state.waiter, line.hasPrefix(waiter.beginning) else { return nil }
            state.waiter = nil
            return waiter.continuation
        }
        waiting?.resume()
    }

    /// Returns once a line with that beginning has been said.
    func wait(for beginning: String) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.lines.contains(where: { $0.hasPrefix(beginning) }) { return true }
                state.waiter = (beginning, continuation)
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}
