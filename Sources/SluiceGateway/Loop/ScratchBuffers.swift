import NIOCore

/// Memory that responses are written into, one after the other.
///
/// The memory of a buffer is used again once the kernel has taken its bytes, so that a chunk costs no allocation. As many
/// responses as the loop sends together wait to be taken, hence as many buffers and one more.
struct ScratchBuffers {
    /// A larger buffer isn't kept: what is so large is sent at once and seldom.
    private static let largestBytes = 64 * 1024
    private static let usualBytes = 1024

    private var buffers: [ByteBuffer]
    private var next = 0

    init() {
        let allocator = ByteBufferAllocator()
        buffers = (0...FlushQueue.limit).map { _ in allocator.buffer(capacity: Self.usualBytes) }
    }

    /// An empty buffer; give it back when it was handed to the channel.
    mutating func take() -> ByteBuffer {
        var buffer = ByteBuffer()
        swap(&buffer, &buffers[next])
        buffer.clear()
        return buffer
    }

    mutating func giveBack(_ buffer: ByteBuffer) {
        if buffer.capacity <= Self.largestBytes { buffers[next] = buffer }
        next = next == buffers.count - 1 ? 0 : next + 1
    }
}
