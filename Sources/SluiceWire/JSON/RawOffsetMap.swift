/// Walks along a raw JSON string and translates offsets of the decoded text to raw ones.
///
/// Offsets must be asked for in ascending order.
@safe struct RawOffsetMap {
    private let base: UnsafePointer<UInt8>
    private let limit: Int
    /// Where the walk stands: at the beginning of a character.
    private var raw: Int
    private var decoded = 0

    init(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) {
        unsafe self.base = base
        raw = range.lowerBound
        limit = range.upperBound
    }

    /// The raw offset of the character that the decoded offset lies in.
    mutating func rawOffset(ofCharacterAt offset: Int) -> Int {
        while raw < limit, decoded < offset {
            let next = character()
            guard decoded + next.length <= offset else { break }
            advance(next)
        }
        return raw
    }

    /// The raw offset behind the character that ends at the decoded offset or that it cuts.
    mutating func rawOffset(behindCharacterBefore offset: Int) -> Int {
        while raw < limit, decoded < offset {
            advance(character())
        }
        return raw
    }

    private mutating func advance(_ character: (end: Int, length: Int)) {
        raw = character.end
        decoded += character.length
    }

    /// The character here: its raw end and its decoded length.
    private func character() -> (end: Int, length: Int) {
        let first = unsafe base[raw]
        if first == UInt8(ascii: "\\") {
            let unit = unsafe JSONTextUnit(base, raw, limit)
            return unit.isEscape ? (unit.end, unit.decodedLength) : (raw + 1, 1)
        }
        let length = unsafe max(UTF8Sequence.length(base + raw, available: limit - raw), 1)
        return (raw + length, length)
    }
}
