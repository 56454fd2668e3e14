/// Byte classes of ASCII that header and media-type syntax is made of.
package enum ASCII {
    /// The lower-case form of an upper-case letter; any other byte as it is.
    package static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Whether the byte is a space or a horizontal tab (OWS of RFC 9110, section 5.6.3).
    package static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }

    /// The first byte that is neither blank nor a line's end; `nil` if there is none.
    package static func firstVisible(of bytes: [UInt8]) -> UInt8? {
        bytes.first { !isBlank($0) && $0 != 0x0A && $0 != 0x0D }
    }

    /// Whether a body begins as a JSON object or array does, be it behind a byte order mark or in UTF-16.
    package static func startsLikeJSON(_ body: some Collection<UInt8>) -> Bool {
        let first = body.first { byte in
            switch byte {
            case 0x00, 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF: false
            default: true
            }
        }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// Whether a text begins as a JSON object with members does, or as an array of objects, arrays or strings.
    ///
    /// A brace alone may be the first line of one. Stricter than `startsLikeJSON`: `[Music]` and `{name}` stand in texts.
    package static func opensJSON(_ text: Span<UInt8>) -> Bool {
        let hasMark = text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF
        let first = visible(in: text, from: hasMark ? 3 : 0)
        guard first < text.count else { return false }
        let second = visible(in: text, from: first + 1)
        guard second < text.count else { return text[first] == UInt8(ascii: "{") }
        switch (text[first], text[second]) {
        case (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "{"), UInt8(ascii: "}")),
            (UInt8(ascii: "["), UInt8(ascii: "{")), (UInt8(ascii: "["), UInt8(ascii: "[")),
            (UInt8(ascii: "["), UInt8(ascii: "\"")):
            return true
        default:
            return false
        }
    }

    /// The first byte from `start` on that is neither blank nor a line's end nor the mark of a record (RFC 7464); the
    /// text's end if there is none.
    private static func visible(in text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count,
            isBlank(text[index]) || text[index] == 0x0A || text[index] == 0x0D || text[index] == 0x1E
        {
            index += 1
        }
        return index
    }

    /// Whether the byte is a decimal digit.
    package static func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }

    /// Whether the byte is a letter.
    package static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26
    }

    /// Whether the byte may stand in a token: a field name, a method (RFC 9110, section 5.6.2).
    package static func isToken(_ byte: UInt8) -> Bool {
        if isLetter(byte) || isDigit(byte) { return true }
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            return true
        default:
            return false
        }
    }

    /// Whether the text is a token.
    package static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isToken)
    }
}
