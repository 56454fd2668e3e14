internal import Synchronization

/// What an exchange has taken of somebody's limits; given back when it ends.
package final class LimitLease: Sendable {
    /// Whether the usage of the exchange is counted.
    package let countsUsage: Bool
    /// Whether its cost is.
    package let countsCost: Bool
    private let subject: String
    private let store: any LimitStore
    private let isEnded = Atomic(false)

    init(_ subject: String, store: any LimitStore, limits: RequestLimits) {
        self.subject = subject
        self.store = store
        countsUsage = limits.needsUsage
        countsCost = limits.costPerDay != nil
    }

    deinit { end(tokens: 0, cost: 0) }

    /// The exchange is over; only the first call counts.
    package func end(tokens: Int, cost: Int) {
        guard !isEnded.exchange(true, ordering: .relaxed) else { return }
        store.end(subject, tokens: tokens, cost: cost)
    }
}
