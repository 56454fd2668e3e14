/// Tells letters from other code points.
final class LetterTable: Sendable {
    /// The one table.
    static let shared = LetterTable()

    /// The kinds of the code points of the Basic Multilingual Plane: a search for each of a text's starts would cost more
    /// than all the rest.
    private let basic: FixedTable<LetterKind>
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
        var basic = [LetterKind](repeating: .other, count: 0x1_0000)
        for range in ranges where range.start < 0x1_0000 {
            for codePoint in range.start..<min(range.end, 0x1_0000) { basic[Int(codePoint)] = range.kind }
        }
        self.basic = FixedTable(basic)
    }

    /// The kind of a code point.
    @inline(__always)
    func kind(of codePoint: UInt32) -> LetterKind {
        codePoint < 0x1_0000 ? unsafe basic[Int(codePoint)] : search(codePoint)
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

    /// The kinds of the Basic Multilingual Plane, for the loops of a scan.
    static var kinds: UnsafePointer<LetterKind> { unsafe shared.basic.start }

    /// The kind of the code point that begins at `position` of valid UTF-8.
    ///
    /// - Parameter kinds: `kinds`, read once.
    @inline(__always)
    static func kind(
        at position: Int, in text: UnsafeBufferPointer<UInt8>, _ kinds: UnsafePointer<LetterKind>
    ) -> LetterKind {
        let byte = unsafe text[position]
        if byte < 0x80 { return unsafe kinds[Int(byte)] }
        if byte & 0xF0 == 0xE0, position + 2 < text.count {
            let codePoint =
                unsafe Int(byte & 0x0F) << 12 | Int(text[position + 1] & 0x3F) << 6
                | Int(text[position + 2] & 0x3F)
            return unsafe kinds[codePoint]
        }
        guard case .codePoint(let codePoint, _) = unsafe UTF8Codec.read(text, at: position) else {
            return .other
        }
        return shared.kind(of: codePoint)
    }

    /// The kind of the code point that ends before `position` of valid UTF-8; `other` at the beginning.
    @inline(__always)
    static func kind(
        before position: Int, in text: UnsafeBufferPointer<UInt8>, _ kinds: UnsafePointer<LetterKind>
    ) -> LetterKind {
        guard position > 0 else { return .other }
        var start = position - 1
        while start > 0, unsafe text[start] & 0xC0 == 0x80 { start -= 1 }
        return unsafe kind(at: start, in: text, kinds)
    }
}
