/// Up to eight bytes of text in a number, the first in its lowest place; zeros behind them.
///
/// Why it exists: most pieces of a stream are a few bytes. Where they are joined to the beginning of a code point, folded
/// and compared byte by byte in memory, each step waits for what the one before has written. Here a step is an instruction
/// on a register.
struct ShortText: BitwiseCopyable {
    private(set) var word: UInt64
    private(set) var count: Int

    /// The most bytes.
    static let capacity = 8

    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    init(word: UInt64 = 0, count: Int = 0) {
        self.word = word
        self.count = count
    }

    /// The bytes of a buffer, of which there are at most `capacity`.
    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let raw = UnsafeRawBufferPointer(bytes)
        count = bytes.count
        if count >= 4 {
            // The two halves overlap where there are less than eight.
            let low = unsafe UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self))
            let high = unsafe UInt32(
                littleEndian: raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
            word = UInt64(low) | UInt64(high) &<< UInt64(truncatingIfNeeded: 8 &* (count &- 4))
        } else {
            word = 0
            for index in 0..<count {
                unsafe word |= UInt64(raw[index]) &<< UInt64(truncatingIfNeeded: 8 &* index)
            }
        }
    }

    @inline(__always) var isASCII: Bool { word & Self.highBits == 0 }

    /// Puts less than `capacity` bytes of text in front; both together have at most that many.
    @inline(__always)
    mutating func prepend(_ text: ShortText) {
        word = word &<< UInt64(truncatingIfNeeded: 8 &* text.count) | text.word
        count &+= text.count
    }

    /// Takes the beginning of a code point away from the end, and returns it.
    @inline(__always)
    mutating func splitTail() -> ShortText {
        let length = incompleteTail
        guard length > 0 else { return ShortText() }
        count &-= length
        let shift = UInt64(truncatingIfNeeded: 8 &* count)
        let tail = ShortText(word: word &>> shift, count: length)
        word &= (1 &<< shift) &- 1
        return tail
    }

    /// The last eight bytes of eight bytes and this text.
    @inline(__always)
    func word(behind before: UInt64) -> UInt64 {
        guard count > 0 else { return before }
        let free = UInt64(truncatingIfNeeded: 8 &* (Self.capacity &- count))
        return (before &>> 1) &>> (63 &- free) | word &<< free
    }

    /// The text with A to Z as a to z.
    @inline(__always)
    func foldingASCII() -> ShortText {
        let low = word & ~Self.highBits
        // Bit 7 of each byte of the sums: at least "A", beyond "Z".
        let upper = (low &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(low &+ 0x2525_2525_2525_2525) & ~word & Self.highBits
        return ShortText(word: word | upper &>> 2, count: count)
    }

    /// How many bytes at the end are the beginning of a code point.
    @inline(__always)
    var incompleteTail: Int {
        let top = word &<< UInt64(truncatingIfNeeded: 8 &* (Self.capacity &- count))
        if top >> 63 == 0 { return 0 }
        // Most text that isn't ASCII consists of code points of three bytes: the end of one, or one or two bytes of it.
        if top >> 40 & 0xC0_C0F0 == 0x80_80E0 { return 0 }
        if Self.beginsThree(top >> 56) { return 1 }
        if top >> 62 == 0b10, Self.beginsThree(top >> 48 & 0xFF) { return 2 }
        return unsafe withBytes { unsafe UTF8Codec.incompleteTail(of: $0) }
    }

    /// Whether a code point of three bytes begins so, of which any trailing bytes may follow.
    @inline(__always)
    private static func beginsThree(_ byte: UInt64) -> Bool { byte &- 0xE1 < 12 }

    /// Whether all is ASCII and code points of three bytes that stay as they are.
    @inline(__always)
    func isKept(by table: NormalizationTable.Pointers) -> Bool {
        if isASCII { return true }
        var rest = word
        while rest != 0 {
            if rest & 0x80 == 0 {
                rest &>>= 8
                continue
            }
            guard rest & 0xC0_C000 == 0x80_8000, Self.beginsThree(rest & 0xFF) else { return false }
            let codePoint = (rest & 0x0F) << 12 | rest >> 2 & 0xFC0 | rest >> 16 & 0x3F
            guard unsafe table.keeps(UInt32(truncatingIfNeeded: codePoint)) else { return false }
            rest &>>= 24
        }
        return true
    }

    /// Calls `body` with the bytes.
    @inline(never)
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe withUnsafeBytes(of: word.littleEndian) { raw in
            unsafe raw.withMemoryRebound(to: UInt8.self) { unsafe body($0.extracting(0..<count)) }
        }
    }
}
