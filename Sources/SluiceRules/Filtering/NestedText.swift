import SluiceWire

/// Where the decoded bytes of one nested text stand in the running text around it.
///
/// Runs of plain bytes map one to one; an escape is atomic. Only what may still be asked for is kept.
struct NestedText: Sendable {
    private struct Piece: Sendable {
        var decoded: Int
        var raw: Range<Int>
        var isEscape: Bool
    }

    /// Whether the text is the inside of a JSON string.
    let isString: Bool
    private var pieces: [Piece] = []
    private var length = 0

    init(isString: Bool) {
        self.isString = isString
    }

    mutating func appendPlain(count: Int, raw: Int) {
        pieces.append(Piece(decoded: length, raw: raw..<(raw + count), isEscape: false))
        length += count
    }

    mutating func appendEscape(count: Int, raw: Range<Int>) {
        pieces.append(Piece(decoded: length, raw: raw, isEscape: true))
        length += count
    }

    /// The raw offset of the byte at a decoded offset; behind the last byte, the raw end.
    func rawStart(of decoded: Int) -> Int {
        guard let piece = pieces.last(where: { $0.decoded <= decoded }) else {
            return pieces.first?.raw.lowerBound ?? 0
        }
        let offset = decoded - piece.decoded
        if piece.isEscape { return offset == 0 ? piece.raw.lowerBound : rawEnd(of: decoded) }
        return min(piece.raw.lowerBound + offset, piece.raw.upperBound)
    }

    /// The raw offset behind the byte that ends at a decoded offset.
    func rawEnd(of decoded: Int) -> Int {
        guard let piece = pieces.last(where: { $0.decoded < decoded }) else {
            return pieces.first?.raw.lowerBound ?? 0
        }
        guard !piece.isEscape else { return piece.raw.upperBound }
        return min(piece.raw.lowerBound + decoded - piece.decoded, piece.raw.upperBound)
    }

    /// Forgets what lies below a decoded offset.
    mutating func discard(below decoded: Int) {
        guard pieces.count > 32 else { return }
        let keep = pieces.lastIndex { $0.decoded <= decoded } ?? 0
        pieces.removeFirst(keep)
    }
}
