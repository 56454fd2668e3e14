import CZlib

/// Compressed test data, made by zlib.
enum Deflated {
    static let gzip: Int32 = 31
    static let zlib: Int32 = 15
    static let raw: Int32 = -15

    /// The pieces in one member, flushed after each.
    static func pieces(_ pieces: [[UInt8]], windowBits: Int32) -> [[UInt8]] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        return pieces.enumerated().map { number, piece in
            var out = [UInt8](repeating: 0, count: piece.count / 2 + 4096)
            var input = piece
            return input.withUnsafeMutableBufferPointer { input in
                out.withUnsafeMutableBufferPointer { out in
                    stream.next_in = input.baseAddress
                    stream.avail_in = UInt32(input.count)
                    stream.next_out = out.baseAddress
                    stream.avail_out = UInt32(out.count)
                    deflate(&stream, number == pieces.count - 1 ? Z_FINISH : Z_SYNC_FLUSH)
                    return Array(out.prefix(out.count - Int(stream.avail_out)))
                }
            }
        }
    }

    static func bytes(_ text: [UInt8], windowBits: Int32) -> [UInt8] {
        pieces([text], windowBits: windowBits).flatMap { $0 }
    }
}
