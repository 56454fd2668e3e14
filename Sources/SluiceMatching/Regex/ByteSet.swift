/// A set of bytes.
struct ByteSet: Sendable, Equatable {
    private var words = SIMD4<UInt64>()

    /// Every byte.
    static let all = ByteSet(words: SIMD4(repeating: .max))
    /// The bytes of code points beyond ASCII.
    static let nonASCII = ByteSet(words: SIMD4(0, 0, .max, .max))

    init() {}

    private init(words: SIMD4<UInt64>) {
        self.words = words
    }

    /// The bytes that occur in a text.
    ///
    /// Each byte is one store into a table: setting bits at once would make every step wait for the one before.
    init(occurringIn text: UnsafeBufferPointer<UInt8>) {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { table in
            unsafe table.initialize(repeating: 0)
            for index in text.indices { unsafe table[Int(text[index])] = 1 }
            for byte in UInt8.min...UInt8.max where unsafe table[Int(byte)] != 0 { insert(byte) }
        }
    }

    mutating func insert(_ byte: UInt8) {
        words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }

    mutating func formUnion(_ other: ByteSet) {
        words |= other.words
    }

    /// The union, over the bytes of the set, of what a table holds for each.
    ///
    /// - Parameter stride: The distance between the entries of two bytes.
    func union(of table: [UInt64], from offset: Int, stride: Int) -> UInt64 {
        var union: UInt64 = 0
        for word in 0..<4 {
            var bits = words[word]
            while bits != 0 {
                union |= table[(word << 6 | bits.trailingZeroBitCount) * stride + offset]
                bits &= bits &- 1
            }
        }
        return union
    }

    func contains(_ byte: UInt8) -> Bool {
        words[Int(byte >> 6)] & 1 << UInt64(byte & 63) != 0
    }
}
