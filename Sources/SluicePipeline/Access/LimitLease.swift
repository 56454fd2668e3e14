internal import Synchronization

/// What an exchange has taken of somebody's limits; given back when it ends.
package final class LimitLease: Sendable {
    /// Whether the tokens of the exchange are counted.
    package let countsTokens: Bool
    private let subject: String
    private let store: any LimitStore
    private let isEnded = Atomic(false)

    init(_ subject: String, store: any LimitStore, countsTokens: Bool) {
        self.subject = subject
        self.store = store
        self.countsTokens = countsTokens
    }

    deinit { end(tokens: 0) }

    /// The exchange is over; only the first call counts.
    package func end(tokens: Int) {
        guard !isEnded.exchange(true, ordering: .relaxed) else { return }
        store.end(subject, tokens: tokens)
    }
}
