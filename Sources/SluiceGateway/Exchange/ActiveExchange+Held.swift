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

    /// How much room is made at once for a body of a promised length, so that it doesn't have to grow.
    ///
    /// Where what is held is bounded, the whole of it is counted already. Elsewhere clients could promise much and send
    /// nothing: not in memory, which is taken as it is written to, but in what the system grants.
    func reservedBytes(for expectedBytes: Int) -> Int {
        loop.core.held == nil ? min(expectedBytes, 1 << 20) : expectedBytes
    }
}

/// What is held of answers that are complete for the exchange, but not for a client that reads slowly.
extension ExchangeClient {
    /// Counts bytes that were written as held, if the client doesn't take them.
    func holdUnsent(_ bytes: Int) {
        guard let held = loop.core.held, !isWritable, !hasLeft else { return }
        held.take(bytes)
        unsentBytes += bytes
    }

    /// The client takes what was written, or has left.
    func releaseUnsent() {
        guard unsentBytes > 0 else { return }
        _ = loop.core.held?.change(from: unsentBytes, to: 0)
        unsentBytes = 0
    }
}

extension Refusal {
    /// All exchanges together hold as many bytes as they may.
    static let tooMuchHeld = Refusal(
        .overloaded, "Too much is being read at one time; try again shortly.", closesConnection: true)
}
