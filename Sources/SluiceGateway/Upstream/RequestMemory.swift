import NIOCore

/// Memory that requests are written into, one after the other.
///
/// A request is kept until its answer begins, since it may have to be sent once more; then its bytes have left, and its
/// memory serves for another.
struct RequestMemory {
    /// So many buffers are kept.
    private static let limit = 32
    /// A larger buffer isn't.
    private static let largestBytes = 64 * 1024

    private var buffers: [ByteBuffer] = []

    /// An empty buffer with room for so many bytes.
    mutating func take(bytes: Int) -> ByteBuffer {
        guard var buffer = buffers.popLast() else { return ByteBufferAllocator().buffer(capacity: bytes) }
        buffer.clear(minimumCapacity: bytes)
        return buffer
    }

    mutating func giveBack(_ buffer: consuming ByteBuffer) {
        guard buffers.count < Self.limit, buffer.capacity <= Self.largestBytes, buffer.capacity > 0 else {
            return
        }
        buffers.append(buffer)
    }
}
