/// Finds what chunks hold, whatever way the bytes are cut (RFC 9112, section 7.1).
struct ChunkReader {
    /// What stands next in the bytes.
    enum Step: Equatable {
        /// All bytes are taken; more are needed.
        case needsMore
        /// A piece of the body: these of the bytes.
        case piece(Range<Int>)
        /// The last chunk is over; its trailers follow.
        case last
    }

    private enum Phase {
        case size
        case content(missing: Int)
        /// Behind a chunk's bytes: the CR, then the LF.
        case end(isBehindCR: Bool)
    }

    private var phase = Phase.size
    private var size: ChunkSizeReader

    /// - Parameter isStrict: Whether sizes have to stand as they should, as in requests.
    init(isStrict: Bool) {
        size = ChunkSizeReader(isStrict: isStrict)
    }

    /// Takes the next step.
    ///
    /// - Parameters:
    ///   - bytes: What one read brought.
    ///   - index: How much of it is taken; moves on.
    mutating func next(_ bytes: Span<UInt8>, _ index: inout Int) throws(InvalidFraming) -> Step {
        while index < bytes.count {
            switch phase {
            case .size:
                let size = try size.read(bytes[index])
                index += 1
                guard let size else { continue }
                self.size = ChunkSizeReader(isStrict: self.size.isStrict)
                if size == 0 { return .last }
                phase = .content(missing: size)
            case .content(let missing):
                let piece = index..<min(bytes.count, index + missing)
                phase =
                    piece.count == missing
                    ? .end(isBehindCR: false) : .content(missing: missing - piece.count)
                index = piece.upperBound
                return .piece(piece)
            case .end(let isBehindCR):
                guard bytes[index] == (isBehindCR ? 0x0A : 0x0D) else { throw InvalidFraming() }
                phase = isBehindCR ? .size : .end(isBehindCR: true)
                index += 1
            }
        }
        return .needsMore
    }
}
