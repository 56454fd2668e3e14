import SluiceWire

/// What one read brought of a body, as one piece.
///
/// Why it exists: an upstream that sends each event in a chunk of its own fills a read with hundreds of them, and the way
/// through filter and relay costs the same for each call as for a hundred events. A single piece is passed on where it
/// lies; several are copied one behind the other into memory that their event loop keeps.
struct BodyPieces {
    private var only: Range<Int>?
    private var joined: [UInt8] = []

    /// - Parameter memory: What the pieces of earlier reads were joined in, until it is given back; its content is of no
    ///   interest.
    init(taking memory: inout [UInt8]) {
        swap(&joined, &memory)
        joined.removeAll(keepingCapacity: true)
    }

    /// Takes a piece of what was read.
    mutating func append(_ piece: Range<Int>, of bytes: Span<UInt8>) {
        guard only != nil || !joined.isEmpty else { return only = piece }
        if let first = only {
            bytes.extracting(first).append(to: &joined)
            only = nil
        }
        bytes.extracting(piece).append(to: &joined)
    }

    /// Gives away what was taken, if anything was.
    mutating func deliver(of bytes: Span<UInt8>, to consume: (Span<UInt8>) -> Void) {
        if let piece = only {
            only = nil
            consume(bytes.extracting(piece))
        } else if !joined.isEmpty {
            consume(joined.span)
            joined.removeAll(keepingCapacity: true)
        }
    }

    /// Gives the memory back, for the pieces of the next read.
    mutating func giveBack(to memory: inout [UInt8]) {
        swap(&joined, &memory)
    }
}
