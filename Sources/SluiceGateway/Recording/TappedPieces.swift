package import NIOCore
import SluiceWire

/// Pieces of an answer's body as they were read, one behind the other, and when each came.
///
/// Why it exists: a stream has thousands of pieces, and an array and a lock for each cost more than passing it on.
package struct TappedPieces: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [(offset: Int, time: TimeAmount)] = []

    package init() {}

    /// How many bytes there are.
    package var count: Int { bytes.count }

    /// When the first piece came.
    package var time: TimeAmount? { ends.first?.time }

    /// Adds a piece; a copy is kept.
    package mutating func append(_ piece: Span<UInt8>, at time: TimeAmount) {
        piece.append(to: &bytes)
        ends.append((bytes.count, time))
    }

    /// Each piece and when it came, in order.
    package var each: [(bytes: [UInt8], time: TimeAmount)] {
        var start = 0
        return ends.map { end in
            defer { start = end.offset }
            return (Array(bytes[start..<end.offset]), end.time)
        }
    }
}
