/// The first bytes of a start in a number, the first in its lowest place, with zeros in place of those behind the text.
struct KeywordStart: BitwiseCopyable {
    let word: UInt64

    @inline(__always)
    init(_ word: UInt64) {
        self.word = word
    }

    /// Whether a code point of three bytes begins, as Chinese text has them.
    @inline(__always) private var beginsThree: Bool { word & 0xF0 == 0xE0 }

    /// How many bytes are looked at: two code points of three bytes, or four bytes.
    var reach: Int { beginsThree ? 6 : 4 }

    /// The bytes within reach.
    @inline(__always) var beginning: UInt64 { word & (beginsThree ? 0xFFFF_FFFF_FFFF : 0xFFFF_FFFF) }

    /// What keywords that end before the reach are known by: their first code point if it has three bytes, or two bytes.
    @inline(__always) var shortBeginning: UInt64 { word & (beginsThree ? 0xFF_FFFF : 0xFFFF) | 1 << 63 }

    /// The first `length` bytes.
    func prefix(_ length: Int) -> KeywordStart {
        KeywordStart(word & ((1 << UInt64(8 * length)) - 1))
    }
}
