/// The last eight bytes of a text, for what looks at the starts near its end.
///
/// Most undecided starts of a stream lie among the last eight bytes: those are read once, and shifted.
struct LastWord: BitwiseCopyable {
    private let word: UInt64
    /// The place of the first of them, which lies before the text where that is shorter.
    let start: Int

    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>) {
        start = text.count &- ShortText.capacity
        word =
            start >= 0
            ? unsafe Self.bytes(from: start, in: text)
            : unsafe ShortText(text).word &<< UInt64(truncatingIfNeeded: -8 &* start)
    }

    /// The bytes from a place that isn't before `start`, the first in the lowest place; zeros behind them.
    @inline(__always)
    func bytes(from place: Int) -> UInt64 {
        word &>> UInt64(truncatingIfNeeded: 8 &* (place &- start))
    }

    /// The eight bytes from a place before `start`.
    @inline(__always)
    static func bytes(from place: Int, in text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let word = unsafe UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: place, as: UInt64.self)
        return UInt64(littleEndian: word)
    }
}
