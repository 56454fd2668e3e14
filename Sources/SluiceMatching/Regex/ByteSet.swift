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

    mutating func insert(_ byte: UInt8) {
        words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }

    mutating func formUnion(_ other: ByteSet) {
        words |= other.words
    }

    func contains(_ byte: UInt8) -> Bool {
        words[Int(byte >> 6)] & 1 << UInt64(byte & 63) != 0
    }
}
