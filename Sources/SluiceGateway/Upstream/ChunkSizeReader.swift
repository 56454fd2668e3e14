/// Reads the line in front of a chunk, byte by byte (RFC 9112, section 7.1): a size in hexadecimal digits, extensions
/// that nobody here knows, CR LF.
struct ChunkSizeReader {
    private enum Phase {
        case digits
        case extensions
        case lineFeed
    }

    /// Fifteen digits can't overflow.
    private static let digitLimit = 15
    private static let extensionLimit = 1024

    private var phase = Phase.digits
    private var size = 0
    private var digits = 0
    private var extensionBytes = 0

    /// Takes a byte.
    ///
    /// - Returns: The size when this byte ended the line.
    mutating func read(_ byte: UInt8) throws(UpstreamFault) -> Int? {
        switch phase {
        case .lineFeed:
            guard byte == 0x0A else { throw .invalid }
            return size
        case .digits:
            if let digit = Self.value(byte) {
                guard digits < Self.digitLimit else { throw .invalid }
                size = size << 4 | digit
                digits += 1
                return nil
            }
            guard digits > 0 else { throw .invalid }
            fallthrough
        case .extensions:
            extensionBytes += 1
            guard extensionBytes <= Self.extensionLimit else { throw .invalid }
            switch byte {
            case 0x0D: phase = .lineFeed
            case UInt8(ascii: ";"), 0x20, 0x09: phase = .extensions
            default:
                guard phase == .extensions, byte > 0x20, byte != 0x7F else { throw .invalid }
            }
            return nil
        }
    }

    private static func value(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
