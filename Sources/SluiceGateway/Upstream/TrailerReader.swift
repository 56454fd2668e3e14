/// Reads the fields behind the last chunk up to the empty line; they are dropped, since a receiver must not take them
/// for header fields (RFC 9112, section 7.1.2).
struct TrailerReader {
    private static let limit = 16 * 1024

    private var lineLength = 0
    private var isBehindCR = false
    private var bytes = 0

    /// Takes a byte.
    ///
    /// - Returns: Whether it ended the message.
    mutating func read(_ byte: UInt8) throws(UpstreamFault) -> Bool {
        bytes += 1
        guard bytes <= Self.limit else { throw .invalid }
        if isBehindCR {
            guard byte == 0x0A else { throw .invalid }
            isBehindCR = false
            defer { lineLength = 0 }
            return lineLength == 0
        }
        if byte == 0x0D {
            isBehindCR = true
        } else {
            guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else { throw .invalid }
            lineLength += 1
        }
        return false
    }
}
