/// Why a payload is not acceptable JSON.
package struct JSONError: Error, Equatable {
    package enum Reason: String, Sendable {
        case unexpectedEnd = "unexpected end"
        case unexpectedByte = "unexpected byte"
        case trailingBytes = "bytes after the value"
        case controlCharacter = "control character in a string"
        case invalidEscape = "invalid escape sequence"
        case loneSurrogate = "half of a surrogate pair"
        case invalidUTF8 = "invalid UTF-8"
        case invalidNumber = "invalid number"
        case duplicateKey = "duplicate key"
        case tooDeep = "nested too deeply"
        case tooManyTexts = "too many texts"
    }

    package var reason: Reason
    /// Byte offset into the payload.
    package var offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
