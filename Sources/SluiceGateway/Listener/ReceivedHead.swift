import SluicePipeline
import SluiceWire

/// The head of a request as it came, of whatever version of HTTP, before `HeadCheck`.
struct ReceivedHead: Equatable {
    enum Version {
        case http10
        case http11
        /// One that isn't spoken here.
        case other
    }

    var method: String
    /// The target, in whatever form.
    var target: String
    var version: Version
    var lines = FieldLines()
}

extension ReceivedHead {
    /// Reads a request line (RFC 9112, section 3), its end left out: three parts with one space between them.
    ///
    /// Methods are in upper case, as all registered ones are.
    init(_ line: Span<UInt8>) throws(RequestFault) {
        guard let methodEnd = line.firstIndex(of: 0x20), methodEnd > 0,
            let targetEnd = line.firstIndex(of: 0x20, from: methodEnd + 1), targetEnd > methodEnd + 1
        else { throw .noRequestLine }
        for index in 0..<methodEnd where !Self.isMethodByte(line[index]) { throw .noRequestLine }
        for index in methodEnd + 1..<targetEnd where !Self.isTargetByte(line[index]) {
            throw RequestFault("The request's target isn't a valid path.")
        }
        version = try Self.version(line.extracting(targetEnd + 1..<line.count))
        method = line.extracting(0..<methodEnd).text
        target = line.extracting(methodEnd + 1..<targetEnd).text
    }

    static func isMethodByte(_ byte: UInt8) -> Bool {
        byte &- 0x41 < 26 || byte == UInt8(ascii: "-")
    }

    private static func isTargetByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F
    }

    private static func version(_ text: Span<UInt8>) throws(RequestFault) -> Version {
        switch text.text {
        case "HTTP/1.1": return .http11
        case "HTTP/1.0": return .http10
        case let other:
            guard other.hasPrefix("HTTP/"), text.count == 8, ASCII.isDigit(text[5]),
                text[6] == UInt8(ascii: "."), ASCII.isDigit(text[7])
            else { throw .noRequestLine }
            return .other
        }
    }
}
