import SluicePipeline

/// What the exchange holds of the bytes that all may hold together.
extension ActiveExchange {
    /// Counts that the exchange holds so many bytes from now on.
    ///
    /// - Returns: False when there is no room for them.
    func hold(_ bytes: Int) -> Bool {
        guard let held = loop.core.held else { return true }
        guard held.change(from: heldBytes, to: bytes) else { return false }
        heldBytes = bytes
        return true
    }
}

extension Refusal {
    /// All exchanges together hold as many bytes as they may.
    static let tooMuchHeld = Refusal(
        .overloaded, "Too much is being read at one time; try again shortly.", closesConnection: true)
}
