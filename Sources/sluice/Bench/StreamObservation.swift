/// What streams hold back and need behind each piece.
package struct StreamObservation: Sendable {
    /// The bytes that are not decided.
    package private(set) var held = Distribution()
    /// The memory of a stream before its first byte, in bytes.
    package let freshMemory: Int
    /// The greatest memory of a stream behind a piece, in bytes.
    package private(set) var greatestMemory = 0
    private var memorySum = 0
    private var count = 0

    package init(freshMemory: Int) {
        self.freshMemory = freshMemory
    }

    /// Notes what one stream holds and needs, both in bytes.
    package mutating func add(held bytes: Int, memory: Int) {
        held.add(bytes)
        memorySum += memory
        greatestMemory = max(greatestMemory, memory)
        count += 1
    }

    /// The mean memory of a stream behind a piece, in bytes.
    package var meanMemory: Double { count == 0 ? 0 : Double(memorySum) / Double(count) }
}
