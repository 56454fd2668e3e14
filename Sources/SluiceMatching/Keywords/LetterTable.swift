/// Tells letters from other code points.
final class LetterTable: Sendable {
    /// The one table.
    static let shared = LetterTable()

    private let ascii: [LetterKind]
    /// The first code points of all ranges in ascending order; a range ends before `ends` of the same index.
    private let starts: [UInt32]
    private let ends: [UInt32]
    private let kinds: [LetterKind]

    private init() {
        let tables = [
            (LetterKind.spaced, CodePointData.spacedLetters), (.unspaced, CodePointData.unspacedLetters),
        ]
        let ranges = tables.flatMap { kind, data in
            CodePointData.entries(of: data).map { (start: $0.first, end: $0.first + $0.count, kind: kind) }
        }.sorted { $0.start < $1.start }
        starts = ranges.map(\.start)
        ends = ranges.map(\.end)
        kinds = ranges.map(\.kind)
        ascii = (0..<128).map { byte in
            ranges.first { $0.start <= byte && byte < $0.end }?.kind ?? .other
        }
    }

    /// The kind of a code point.
    @inline(__always)
    func kind(of codePoint: UInt32) -> LetterKind {
        codePoint < 0x80 ? ascii[Int(codePoint)] : search(codePoint)
    }

    private func search(_ codePoint: UInt32) -> LetterKind {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= codePoint { low = middle + 1 } else { high = middle }
        }
        return low > 0 && codePoint < ends[low - 1] ? kinds[low - 1] : .other
    }

    /// The kind of the code point that begins at `position` of valid UTF-8.
    @inline(__always)
    func kind(at position: Int, in text: UnsafeBufferPointer<UInt8>) -> LetterKind {
        let byte = unsafe text[position]
        if byte < 0x80 { return ascii[Int(byte)] }
        guard case .codePoint(let codePoint, _) = unsafe UTF8Codec.read(text, at: position) else {
            return .other
        }
        return search(codePoint)
    }

    /// The kind of the code point that ends before `position` of valid UTF-8; `other` at the beginning.
    @inline(__always)
    func kind(before position: Int, in text: UnsafeBufferPointer<UInt8>) -> LetterKind {
        guard position > 0 else { return .other }
        var start = position - 1
        while start > 0, unsafe text[start] & 0xC0 == 0x80 { start -= 1 }
        return unsafe kind(at: start, in: text)
    }
}
