/// Memory that bodies of requests are collected in, one after the other.
struct BodyMemory {
    /// So many are kept.
    private static let limit = 32
    /// A larger one isn't.
    private static let largestBytes = 64 * 1024

    private var bodies: [[UInt8]] = []

    /// An empty body with room for so many bytes.
    mutating func take(bytes: Int) -> [UInt8] {
        var body = bodies.popLast() ?? []
        body.reserveCapacity(bytes)
        return body
    }

    mutating func giveBack(_ body: consuming [UInt8]) {
        guard bodies.count < Self.limit, body.capacity <= Self.largestBytes, body.capacity > 0 else { return }
        body.removeAll(keepingCapacity: true)
        bodies.append(body)
    }
}
