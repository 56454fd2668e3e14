/// The first bytes of a code point whose rest has not come yet; it lives in place, without an allocation.
struct CodePointTail: Sendable {
    private(set) var text = ShortText()

    @inline(__always) var count: Int { text.count }

    init() {}

    @inline(__always)
    init(_ text: ShortText) {
        self.text = text
    }

    mutating func append(_ byte: UInt8) {
        text.append(byte)
    }

    mutating func removeAll() {
        text = ShortText()
    }

    /// Calls `body` with the bytes and others behind them; there is room for `roomForMore` of those.
    func withBytes<Result>(
        and more: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4 + Self.roomForMore) { room in
            for index in 0..<count {
                unsafe room[index] = UInt8(truncatingIfNeeded: text.word >> UInt64(8 * index))
            }
            for index in more.indices { unsafe room[count + index] = more[index] }
            return unsafe body(UnsafeBufferPointer(rebasing: room[..<(count + more.count)]))
        }
    }

    static let roomForMore = 60

    /// Calls `body` with the bytes.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe text.withBytes(body)
    }
}
