extension [UInt8] {
    /// Appends ASCII as it stands.
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { unsafe self.append(contentsOf: $0) }
    }

    /// Appends `text` as a JSON string, or `null`.
    package mutating func append(string text: String?) {
        guard let text else { return append("null") }
        append(UInt8(ascii: "\""))
        JSONText.appendEscaped([UInt8](text.utf8).span, into: &self)
        append(UInt8(ascii: "\""))
    }

    /// Appends `number` as a JSON number.
    mutating func append(number: some FixedWidthInteger) {
        append(contentsOf: String(number).utf8)
    }
}

extension String {
    /// The text as a JSON string, its quotation marks included.
    package var quotedAsJSON: String {
        var json: [UInt8] = []
        json.append(string: self)
        return String(decoding: json, as: UTF8.self)
    }
}
