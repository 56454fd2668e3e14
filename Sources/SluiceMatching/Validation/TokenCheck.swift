/// A JSON web token in compact form (RFC 7519 section 3, RFC 7515 section 7.1).
enum TokenCheck {
    /// Whether three base64url parts stand there, the first a JSON object with an `alg` member.
    ///
    /// The third part is empty in an unsecured token (RFC 7519 section 6).
    static func accepts(_ text: Span<UInt8>) -> Bool {
        var parts: [[UInt8]] = [[]]
        for index in text.indices {
            if text[index] == UInt8(ascii: ".") {
                parts.append([])
            } else {
                guard let value = value(of: text[index]) else { return false }
                parts[parts.count - 1].append(value)
            }
        }
        guard parts.count == 3, !parts[0].isEmpty, !parts[1].isEmpty else { return false }
        return namesAlgorithm(decode(parts[0]))
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }

    private static func decode(_ sextets: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for sextet in sextets {
            bits = bits << 6 | UInt32(sextet)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    /// Whether the bytes are a balanced JSON object with `"alg":` at its top level.
    private static func namesAlgorithm(_ json: [UInt8]) -> Bool {
        guard json.first == UInt8(ascii: "{") else { return false }
        var depth = 0
        var stringStart: Int?
        var lastString = 0..<0
        var isEscaped = false
        var isFound = false
        for (index, byte) in json.enumerated() {
            if let start = stringStart {
                if byte == UInt8(ascii: "\""), !isEscaped {
                    lastString = start..<index
                    stringStart = nil
                }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): stringStart = index + 1
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":"):
                isFound = isFound || depth == 1 && json[lastString].elementsEqual("alg".utf8)
            default: break
            }
            if depth == 0, index + 1 < json.count { return false }
        }
        return isFound && depth == 0 && stringStart == nil
    }
}
