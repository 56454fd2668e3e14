import SluicePipeline

/// Reads the line in front of a chunk, byte by byte (RFC 9112, section 7.1): a size in hexadecimal digits, extensions
/// that nobody here knows, CR LF.
struct ChunkSizeReader {
    private enum Phase {
        case digits
        /// Blanks behind the size, as some servers write them.
        case blanks
        /// An extension of any kind, where nobody is strict.
        case text
        case nameStart
        case name
        case valueStart
        case value
        case quoted
        case quotedPair
        case quotedEnd
        case lineFeed
    }

    /// Fifteen digits can't overflow.
    private static let digitLimit = 15
    private static let extensionLimit = 1024

    /// Whether blanks, and extensions that aren't made as they should, are a fault.
    let isStrict: Bool
    private var phase = Phase.digits
    private var size = 0
    private var digits = 0
    private var extensionBytes = 0

    init(isStrict: Bool) {
        self.isStrict = isStrict
    }

    /// Takes a byte.
    ///
    /// - Returns: The size when this byte ended the line.
    mutating func read(_ byte: UInt8) throws(InvalidFraming) -> Int? {
        if phase == .lineFeed {
            guard byte == 0x0A else { throw InvalidFraming() }
            return size
        }
        if phase == .digits, let digit = Self.value(byte) {
            guard digits < Self.digitLimit else { throw InvalidFraming() }
            size = size << 4 | digit
            digits += 1
            return nil
        }
        extensionBytes += 1
        guard digits > 0, extensionBytes <= Self.extensionLimit, let next = phase(behind: byte) else {
            throw InvalidFraming()
        }
        phase = next
        return nil
    }

    /// What follows a byte behind the size; nil for one that can't stand there.
    private func phase(behind byte: UInt8) -> Phase? {
        switch (phase, byte) {
        case (.digits, 0x0D), (.blanks, 0x0D), (.text, 0x0D), (.name, 0x0D), (.value, 0x0D),
            (.quotedEnd, 0x0D):
            .lineFeed
        case (.digits, 0x20), (.digits, 0x09), (.blanks, 0x20), (.blanks, 0x09): isStrict ? nil : .blanks
        case (.digits, UInt8(ascii: ";")), (.blanks, UInt8(ascii: ";")), (.name, UInt8(ascii: ";")),
            (.value, UInt8(ascii: ";")), (.quotedEnd, UInt8(ascii: ";")):
            isStrict ? .nameStart : .text
        case (.text, _): Self.isText(byte) ? .text : nil
        case (.name, UInt8(ascii: "=")): .valueStart
        case (.nameStart, _), (.name, _): ASCII.isToken(byte) ? .name : nil
        case (.valueStart, UInt8(ascii: "\"")): .quoted
        case (.valueStart, _), (.value, _): ASCII.isToken(byte) ? .value : nil
        case (.quoted, UInt8(ascii: "\"")): .quotedEnd
        case (.quoted, UInt8(ascii: "\\")): .quotedPair
        case (.quoted, _), (.quotedPair, _): Self.isText(byte) ? .quoted : nil
        default: nil
        }
    }

    private static func isText(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F || byte == 0x09
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
