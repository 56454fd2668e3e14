/// The first bytes of a code point whose rest has not come yet; it lives in place, without an allocation.
struct CodePointTail: Sendable {
    private var bytes = SIMD4<UInt8>()
    private(set) var count = 0

    mutating func append(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    mutating func removeAll() {
        count = 0
    }

    /// Calls `body` with the bytes and others behind them; there is room for `roomForMore` of those.
    func withBytes<Result>(
        and more: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4 + Self.roomForMore) { room in
            for index in 0..<count { unsafe room[index] = bytes[index] }
            for index in more.indices { unsafe room[count + index] = more[index] }
            return unsafe body(UnsafeBufferPointer(rebasing: room[..<(count + more.count)]))
        }
    }

    static let roomForMore = 60

    /// Calls `body` with the bytes.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe withUnsafeBytes(of: bytes) { raw in
            unsafe raw.withMemoryRebound(to: UInt8.self) { unsafe body($0.extracting(0..<count)) }
        }
    }
}
