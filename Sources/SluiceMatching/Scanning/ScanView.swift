/// What the search of one pattern sees of the normalised text; all offsets are those of the whole of it.
@unsafe
struct ScanView {
    /// The bytes that are kept.
    let bytes: UnsafeBufferPointer<UInt8>
    /// The offset of the first byte that is kept.
    let base: Int
    let isFinished: Bool
    /// What holds of where the text comes from.
    var circumstances = Circumstances()

    /// The offset after the last byte.
    var end: Int { unsafe base + bytes.count }

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
