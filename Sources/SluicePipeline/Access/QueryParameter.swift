/// One `name=value` of a query.
enum QueryParameter {
    /// Whether it is the one in which Google's clients send their key, however its name is escaped.
    static func isKey(_ parameter: Substring) -> Bool {
        decode(parameter.prefix { $0 != "=" }) == "key"
    }

    /// Whether a query may have a key; a query without one is told by its letters.
    static func mayHoldKey(_ query: String) -> Bool {
        query.utf8.contains { $0 == UInt8(ascii: "k") || $0 == UInt8(ascii: "%") }
    }

    /// Its value, unescaped.
    static func value(of parameter: Substring) -> String {
        decode(parameter.drop { $0 != "=" }.dropFirst())
    }

    /// A text as a value.
    static func encode(_ text: Substring) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if ASCII.isLetter(byte) || ASCII.isDigit(byte) || "-._~".utf8.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Escapes that are none stay as they are.
    private static func decode(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                decoded.append(value)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}

extension RequestHead {
    /// Takes every credential out: the provider's key that Sluice holds takes their place.
    package mutating func removeCredentials() {
        for name in Credentials.places { fields.remove(name) }
        guard let query, QueryParameter.mayHoldKey(query) else { return }
        let parts = query.split(separator: "&", omittingEmptySubsequences: false)
        let kept = parts.filter { !QueryParameter.isKey($0) }
        guard kept.count < parts.count else { return }
        self.query = kept.isEmpty ? nil : kept.joined(separator: "&")
    }
}
