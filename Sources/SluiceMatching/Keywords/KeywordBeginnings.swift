/// Says by the first bytes of a start whether a keyword may begin there.
///
/// Why it exists: a walk through an automaton waits for memory with each byte, and where it ends can't be foretold. Most
/// starts end with their third or fourth byte. How it works: the hashes of all beginnings of keywords, up to the reach of
/// their first byte, stand in a bitmap; a start asks it for the bytes that are there, up to that reach, with one load that
/// waits for no other. It is safe because the bitmap leaves no beginning out, and what it lets pass is walked.
@safe
final class KeywordBeginnings: Sendable {
    /// Where the bits stand, without any reference to count.
    @unsafe
    struct Bitmap: BitwiseCopyable, @unchecked Sendable {
        fileprivate let bits: UnsafePointer<UInt64>
        /// What is left of a hash behind this shift is the place of a bit.
        fileprivate let shift: UInt64
        /// Whether keywords end before the reach of their first byte.
        fileprivate let hasShort: Bool

        /// Whether a keyword may begin so.
        @inline(__always)
        func mayContain(_ start: KeywordStart) -> Bool {
            if unsafe hasBit(start.beginning) { return true }
            return unsafe hasShort && hasBit(start.shortBeginning)
        }

        @inline(__always)
        private func hasBit(_ beginning: UInt64) -> Bool {
            let place = unsafe KeywordBeginnings.hash(beginning) &>> shift
            return unsafe (bits[Int(truncatingIfNeeded: place &>> 6)] &>> (place & 63)) & 1 != 0
        }
    }

    private let bits: FixedTable<UInt64>
    let bitmap: Bitmap

    /// Bits for each beginning, so that few others have one that is set.
    private static let sparseness = 16
    /// The binary logarithms of a bitmap's size.
    private static let logarithms = 10...20

    /// - Parameter keywords: In ascending order.
    init(_ keywords: [[UInt8]]) {
        var beginnings: [UInt64] = []
        var hasShort = false
        var last: ArraySlice<UInt8> = []
        for keyword in keywords {
            let bytes = keyword.prefix(ShortText.capacity)
            let start = KeywordStart(bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) })
            let known = zip(last, bytes).prefix { $0 == $1 }.count
            last = bytes
            for length in 1...min(start.reach, keyword.count) where length > known {
                beginnings.append(start.prefix(length).word)
            }
            guard keyword.count < start.reach else { continue }
            hasShort = true
            // A keyword of one byte has all pairs of its byte.
            for second in keyword.count > 1 ? 0..<1 : 0..<256 {
                beginnings.append(KeywordStart(start.word | UInt64(second) << 8).shortBeginning)
            }
        }
        let wanted = Self.sparseness * beginnings.count
        let logarithm = Self.logarithms.first { 1 << $0 >= wanted } ?? Self.logarithms.upperBound
        let shift = UInt64(64 - logarithm)
        var bits = [UInt64](repeating: 0, count: 1 << (logarithm - 6))
        for beginning in beginnings {
            let place = Self.hash(beginning) >> shift
            bits[Int(place >> 6)] |= 1 << (place & 63)
        }
        self.bits = FixedTable(bits)
        unsafe bitmap = Bitmap(bits: self.bits.start, shift: shift, hasShort: hasShort)
    }

    /// The memory of the bitmap in bytes.
    var byteCount: Int { bits.byteCount }

    @inline(__always)
    private static func hash(_ beginning: UInt64) -> UInt64 { beginning &* 0x9FB2_1C65_1E98_DF25 }
}
