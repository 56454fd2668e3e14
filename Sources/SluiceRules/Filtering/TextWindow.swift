/// The latest part of a running text, for replacements that quote what they replace.
struct TextWindow: Sendable {
    /// Whether any rule asks for the text; nothing is kept otherwise.
    private let isKept: Bool
    private var bytes: [UInt8] = []
    private var base = 0

    init(isKept: Bool) {
        self.isKept = isKept
    }

    mutating func append(_ piece: Span<UInt8>) {
        guard isKept else { return }
        piece.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    /// The bytes of a range, as far as they are kept.
    func text(_ range: Range<Int>) -> [UInt8] {
        let lower = max(range.lowerBound - base, 0)
        let upper = min(range.upperBound - base, bytes.count)
        return lower < upper ? Array(bytes[lower..<upper]) : []
    }

    mutating func discard(below offset: Int) {
        guard isKept, offset - base > 1024 || offset - base == bytes.count else { return }
        bytes.removeFirst(min(offset - base, bytes.count))
        base = offset
    }
}
