internal import CZlib

/// zlib's inflate, with its state at a fixed address as zlib wants it.
@safe final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private let chunk: UnsafeMutableBufferPointer<UInt8>
    private var isOpen = false

    private static let chunkSize = 16 * 1024

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe chunk = .allocate(capacity: Self.chunkSize)
    }

    deinit {
        if isOpen {
            unsafe inflateEnd(stream)
        }
        unsafe stream.deallocate()
        unsafe chunk.deallocate()
    }

    /// Gets ready for the beginning of a member.
    func begin(_ format: StreamFormat) throws(ContentDecodingError) {
        let status =
            unsafe isOpen
            ? inflateReset2(stream, format.windowBits)
            : inflateInit2_(
                stream, format.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw .outOfMemory }
        isOpen = true
    }

    /// Decodes to the end of the bytes or of the member, whichever comes first.
    func inflate(
        _ bytes: Span<UInt8>, from start: Int, atMost room: Int, into out: inout [UInt8]
    ) throws(ContentDecodingError) -> (offset: Int, isEnd: Bool) {
        var room = room
        var offset = start
        var failure: ContentDecodingError?
        var isEnd = false
        unsafe bytes.withUnsafeBufferPointer { input in
            repeat {
                let available = min(input.count - offset, Self.chunkSize)
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                    .map { unsafe $0 + offset }
                unsafe stream.pointee.avail_in = UInt32(available)
                unsafe stream.pointee.next_out = chunk.baseAddress
                unsafe stream.pointee.avail_out = UInt32(Self.chunkSize)
                let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                offset += unsafe available - Int(stream.pointee.avail_in)
                let made = unsafe Self.chunkSize - Int(stream.pointee.avail_out)
                guard made <= room else {
                    failure = .tooLarge
                    return
                }
                room -= made
                unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<made]))
                switch status {
                case Z_STREAM_END:
                    isEnd = true
                    return
                case Z_OK: break
                case Z_BUF_ERROR where made == 0: return
                case Z_MEM_ERROR: failure = .outOfMemory
                default: failure = .malformed
                }
                // A full chunk may have more behind it that needs no further input.
                if failure != nil || (offset == input.count && made < Self.chunkSize) { return }
            } while true
        }
        if let failure { throw failure }
        return (offset, isEnd)
    }
}
