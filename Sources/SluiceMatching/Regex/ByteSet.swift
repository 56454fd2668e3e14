/// A set of bytes.
struct ByteSet: Sendable, Hashable, BitwiseCopyable {
    // A bit for each byte, 64 of them in a word: a vector would be slow in builds without optimisation.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    /// Every byte.
    static let all = ByteSet().inverted
    /// The bytes of code points beyond ASCII.
    static let nonASCII = ByteSet(0, 0, .max, .max)

    /// The letters, digits and the underscore of `\w` without Unicode properties.
    static let wordBytes = ByteSet(0x30...0x39).union(ByteSet(0x41...0x5A)).union(ByteSet(0x5F...0x5F))
        .union(ByteSet(0x61...0x7A))

    init() {}

    /// All bytes of a range.
    init(_ range: ClosedRange<UInt8>) {
        for byte in range { insert(byte) }
    }

    private init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    mutating func insert(_ byte: UInt8) {
        let bit: UInt64 = 1 << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: first |= bit
        case 1: second |= bit
        case 2: third |= bit
        default: fourth |= bit
        }
    }

    /// A bit for each of 64 bytes, those from `64 * index` on.
    func word(_ index: Int) -> UInt64 {
        switch index {
        case 0: first
        case 1: second
        case 2: third
        default: fourth
        }
    }

    /// The number of bytes in the set.
    var count: Int {
        first.nonzeroBitCount + second.nonzeroBitCount + third.nonzeroBitCount + fourth.nonzeroBitCount
    }

    var isEmpty: Bool { first | second | third | fourth == 0 }

    /// The bytes that are not in the set.
    var inverted: ByteSet { ByteSet(~first, ~second, ~third, ~fourth) }

    mutating func formUnion(_ other: ByteSet) {
        self = union(other)
    }

    func union(_ other: ByteSet) -> ByteSet {
        ByteSet(
            first | other.first, second | other.second, third | other.third, fourth | other.fourth)
    }

    func intersection(_ other: ByteSet) -> ByteSet {
        ByteSet(
            first & other.first, second & other.second, third & other.third, fourth & other.fourth)
    }

    func contains(_ byte: UInt8) -> Bool {
        let word = byte < 0x80 ? (byte < 0x40 ? first : second) : (byte < 0xC0 ? third : fourth)
        return word & 1 << UInt64(byte & 63) != 0
    }
}
