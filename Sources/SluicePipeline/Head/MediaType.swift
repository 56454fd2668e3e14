/// The type and subtype of a `Content-Type` (RFC 9110, section 8.3), and what that means for inspection.
package struct MediaType: Sendable, Equatable {
    /// How a body of some type is read.
    package enum Family: Sendable {
        /// `application/json` and `+json`.
        case json
        /// `text/event-stream`.
        case eventStream
        /// One JSON value a line.
        case lines
        /// `multipart/form-data` and its kin.
        case multipart
        /// `application/x-www-form-urlencoded`.
        case urlEncoded
        /// Any other text.
        case text
        /// Audio, images, archives: no text that could be inspected.
        case binary
        /// Missing or of no known kind.
        case unknown
    }

    /// Type and subtype in lower case, without parameters.
    package let essence: String

    package init(_ field: String?) {
        let field = field ?? ""
        // Mostly it stands there as it is wanted.
        guard !field.utf8.span.isEssence else {
            essence = field
            return
        }
        let bytes = field.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
        let trimmed = bytes.filter { !ASCII.isBlank($0) }.map(ASCII.lowercased)
        essence = String(decoding: trimmed, as: UTF8.self)
    }

    /// Whether a field names one type, and no charset beside UTF-8: whoever reads the body by another reads another text.
    package static func isUnambiguous(_ field: String) -> Bool {
        if field.utf8.span.isEssence { return true }
        var isQuoted = false
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ",") && !isQuoted { return false }
        }
        return field.utf8.split(separator: UInt8(ascii: ";")).dropFirst().allSatisfy { parameter in
            let text = parameter.filter { !ASCII.isBlank($0) && $0 != UInt8(ascii: "\"") }.map(
                ASCII.lowercased)
            return !text.starts(with: "charset".utf8)
                || ["utf-8", "utf8", "us-ascii", "ascii"].contains {
                    text.elementsEqual("charset=\($0)".utf8)
                }
        }
    }

    /// Whether the type says nothing, so that the first bytes have to: providers label even JSON so.
    package var mayBeText: Bool { essence == "application/octet-stream" }

    /// How a body of this type is read.
    package var family: Family {
        switch essence {
        case "application/json": return .json
        case "text/event-stream": return .eventStream
        case "application/x-ndjson", "application/jsonl", "application/x-jsonl",
            "application/x-jsonlines", "application/json-seq":
            return .lines
        case "application/x-www-form-urlencoded": return .urlEncoded
        case "application/octet-stream", "application/pdf", "application/zip", "application/gzip":
            return .binary
        case "application/xml", "application/x-subrip", "application/javascript": return .text
        default: break
        }
        if essence.hasSuffix("+json") { return .json }
        if essence.hasSuffix("+xml") || essence.hasPrefix("text/") { return .text }
        if essence.hasPrefix("multipart/") { return .multipart }
        for prefix in ["audio/", "image/", "video/", "font/"] where essence.hasPrefix(prefix) {
            return .binary
        }
        return .unknown
    }
}

extension Span<UInt8> {
    /// Whether a field consists of a type and a subtype in lower case and nothing else.
    fileprivate var isEssence: Bool {
        for index in indices {
            let byte = self[index]
            let isOther = byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",") || ASCII.isBlank(byte)
            if isOther || ASCII.lowercased(byte) != byte { return false }
        }
        return true
    }
}
