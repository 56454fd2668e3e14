/// The host and optional port of a `Host` field or a URL (RFC 3986, section 3.2, without user information).
enum Authority {
    /// Whether a text is one: a name, an IPv4 address or an IPv6 address in brackets, and a port of digits.
    static func isValid(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.first != UInt8(ascii: "[") else { return isValidBracketed(text) }
        var isPort = false
        var hostLength = 0
        for byte in bytes {
            if byte == UInt8(ascii: ":") {
                guard !isPort else { return false }
                isPort = true
            } else if isPort {
                guard isDigit(byte) else { return false }
            } else {
                guard isNameByte(byte) else { return false }
                hostLength += 1
            }
        }
        return hostLength > 0
    }

    private static func isValidBracketed(_ text: String) -> Bool {
        guard let close = text.utf8.firstIndex(of: UInt8(ascii: "]")) else { return false }
        let inside = text.utf8[text.utf8.index(after: text.utf8.startIndex)..<close]
        let behind = text.utf8[text.utf8.index(after: close)...]
        guard !inside.isEmpty,
            inside.allSatisfy({ isHexadecimal($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
        else { return false }
        return behind.isEmpty || behind.first == UInt8(ascii: ":") && behind.dropFirst().allSatisfy(isDigit)
    }

    /// Letters, digits and the few signs of registered names; escapes and sub-delimiters have no use in a host here.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66
    }
}
