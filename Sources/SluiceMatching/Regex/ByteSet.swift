/// A set of bytes.
struct ByteSet: Sendable, Hashable, BitwiseCopyable {
    private var words = SIMD4<UInt64>()

    /// Every byte.
    static let all = ByteSet(words: SIMD4(repeating: .max))
    /// The bytes of code points beyond ASCII.
    static let nonASCII = ByteSet(words: SIMD4(0, 0, .max, .max))

    /// The letters, digits and the underscore of `\w` without Unicode properties.
    static let wordBytes = ByteSet(0x30...0x39).union(ByteSet(0x41...0x5A)).union(ByteSet(0x5F...0x5F))
        .union(ByteSet(0x61...0x7A))

    init() {}

    /// All bytes of a range.
    init(_ range: ClosedRange<UInt8>) {
        for byte in range { insert(byte) }
    }

    private init(words: SIMD4<UInt64>) {
        self.words = words
    }

    mutating func insert(_ byte: UInt8) {
        words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }

    /// The number of bytes in the set.
    var count: Int { words.indices.reduce(0) { $0 + words[$1].nonzeroBitCount } }

    var isEmpty: Bool { words == SIMD4() }

    /// The bytes that are not in the set.
    var inverted: ByteSet { ByteSet(words: ~words) }

    mutating func formUnion(_ other: ByteSet) {
        words |= other.words
    }

    func union(_ other: ByteSet) -> ByteSet {
        ByteSet(words: words | other.words)
    }

    func intersection(_ other: ByteSet) -> ByteSet {
        ByteSet(words: words & other.words)
    }

    func contains(_ byte: UInt8) -> Bool {
        words[Int(byte >> 6)] & 1 << UInt64(byte & 63) != 0
    }
}
