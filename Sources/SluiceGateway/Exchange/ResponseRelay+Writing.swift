import NIOCore
import SluicePipeline

extension ResponseRelay {
    /// Moves the bytes that may leave into a buffer; in place, since the relay is too large to be copied per frame.
    ///
    /// - Parameter isChunk: Whether they are written as one chunk.
    mutating func moveOutput(to buffer: inout ByteBuffer, asChunk isChunk: Bool) {
        guard !output.isEmpty else { return }
        if isChunk {
            buffer.writeChunk(output)
        } else {
            buffer.writeBytes(output)
        }
        output.removeAll(keepingCapacity: true)
    }
}
