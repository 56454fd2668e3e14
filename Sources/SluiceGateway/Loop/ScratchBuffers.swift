import NIOCore

/// Memory that responses are written into, one after the other.
///
/// The memory of a buffer is used again once the kernel has taken its bytes, so that a chunk costs no allocation. As many
/// small responses as the loop sends together wait to be taken, hence as many buffers and one more. A large one is sent
/// at once, so that one buffer does.
struct ScratchBuffers {
    /// A larger buffer isn't kept.
    private static let largestBytes = 64 * 1024
    private static let usualBytes = 1024

    private var buffers: [ByteBuffer]
    private var next = 0
    private var large = ByteBuffer()

    init() {
        let allocator = ByteBufferAllocator()
        buffers = (0...FlushQueue.limit).map { _ in allocator.buffer(capacity: Self.usualBytes) }
    }

    /// An empty buffer for about so many bytes; give it back when it was handed to the channel.
    mutating func take(bytes: Int) -> ByteBuffer {
        var buffer = ByteBuffer()
        if bytes >= FlushQueue.largeBytes {
            swap(&buffer, &large)
        } else {
            swap(&buffer, &buffers[next])
        }
        buffer.clear()
        return buffer
    }

    mutating func giveBack(_ buffer: ByteBuffer) {
        guard buffer.readableBytes < FlushQueue.largeBytes else {
            if buffer.capacity <= Self.largestBytes { large = buffer }
            return
        }
        buffers[next] = buffer
        next = next == buffers.count - 1 ? 0 : next + 1
    }
}
