/// What one exchange holds of the bytes that all may hold together, where it grows away from the exchange's event loop.
struct HeldShare: Sendable {
    private let all: HeldBytes?
    /// How many bytes the exchange is counted to hold.
    private(set) var bytes: Int

    /// - Parameter all: What all hold together; nil: nobody bounds it.
    init(of all: HeldBytes?, bytes: Int) {
        self.all = all
        self.bytes = bytes
    }

    /// Counts that the exchange holds so many bytes, if it held less so far.
    ///
    /// - Returns: False when there is no room for them.
    mutating func grow(to bytes: Int) -> Bool {
        guard let all, bytes > self.bytes else { return true }
        guard all.change(from: self.bytes, to: bytes) else { return false }
        self.bytes = bytes
        return true
    }

    /// Gives back what has been added since another count.
    func shrink(to bytes: Int) {
        _ = all?.change(from: self.bytes, to: bytes)
    }
}
