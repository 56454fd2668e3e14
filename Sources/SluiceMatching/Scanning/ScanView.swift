/// What the search of one pattern sees of the text.
@unsafe
struct ScanView {
    /// The text, for the way back to original offsets.
    let text: NormalizedText
    /// The bytes that are kept; the first stands at `text.base`.
    let bytes: UnsafeBufferPointer<UInt8>
    let isFinished: Bool
    let scratch: MatchScratch

    var base: Int { unsafe text.base }
    var end: Int { unsafe text.end }

    /// The next code point's beginning after the one at `offset`.
    @inline(__always)
    func next(after offset: Int) -> Int {
        unsafe edge(from: offset + 1)
    }

    /// The first code point's beginning at or after `offset`.
    @inline(__always)
    func edge(from offset: Int) -> Int {
        var offset = offset
        while unsafe offset < end, unsafe bytes[offset - base] & 0xC0 == 0x80 { offset += 1 }
        return offset
    }

    /// The last code point's beginning at or before `offset`, which lies before the end.
    @inline(__always)
    func edge(upTo offset: Int) -> Int {
        var offset = offset
        while unsafe offset > base, unsafe bytes[offset - base] & 0xC0 == 0x80 { offset -= 1 }
        return offset
    }
}
