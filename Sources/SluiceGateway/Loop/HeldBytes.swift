import Synchronization

/// How many bytes all exchanges together hold: bodies of requests, and what is held of answers.
final class HeldBytes: Sendable {
    private let limit: Int
    private let total = Atomic(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Replaces what an exchange holds by a new number.
    ///
    /// - Returns: False when there is no room for more; the old number counts on then.
    func change(from old: Int, to new: Int) -> Bool {
        let sum = total.wrappingAdd(new - old, ordering: .relaxed).newValue
        guard new > old, sum > limit else { return true }
        total.wrappingSubtract(new - old, ordering: .relaxed)
        return false
    }

    /// Counts bytes that are held already, whether there is room for them or not.
    func take(_ bytes: Int) {
        total.wrappingAdd(bytes, ordering: .relaxed)
    }
}
