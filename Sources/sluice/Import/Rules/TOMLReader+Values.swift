extension TOMLReader {
    /// The value at the position.
    mutating func value() throws(TOMLFault) -> TOMLValue {
        skipBlanks()
        if takes("'''") { return .string(try until("'''", isMultiline: true)) }
        if takes("\"\"\"") { return .string(try unescaped(until("\"\"\"", isMultiline: true))) }
        if takes("'") { return .string(try until("'", isMultiline: false)) }
        if takes("\"") { return .string(try unescaped(until("\"", isMultiline: false))) }
        if takes("[") { return .array(try elements()) }
        if next == UInt8(ascii: "{") { throw fault("inline tables are not read: write a table of its own") }
        let start = position
        while let byte = next, Self.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") {
            position += 1
        }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        if word == "true" || word == "false" { return .boolean(word == "true") }
        guard let number = Double(word.replacing("_", with: "")) else {
            throw fault("`\(word)` is no string, number, boolean or array")
        }
        return .number(number)
    }

    private mutating func elements() throws(TOMLFault) -> [TOMLValue] {
        var values: [TOMLValue] = []
        while true {
            guard skipToContent() else { throw fault("`]` is missing") }
            if takes("]") { return values }
            values.append(try value())
            guard skipToContent() else { throw fault("`]` is missing") }
            if takes(",") { continue }
            guard takes("]") else { throw fault("a `,` is missing between elements") }
            return values
        }
    }

    /// The raw text up to a closing quote.
    private mutating func until(_ quote: String, isMultiline: Bool) throws(TOMLFault) -> String {
        if isMultiline {
            _ = takes("\r\n") || takes("\n")
        }
        let isEscaping = quote.hasPrefix("\"")
        let start = position
        while let byte = next {
            if isEscaping, byte == UInt8(ascii: "\\") {
                position += 2
                continue
            }
            guard isMultiline || byte != 0x0A else { break }
            let end = position
            if takes(quote) {
                // Up to two more quotes belong to the text.
                while isMultiline, position - end < 5, next == quote.utf8.first { position += 1 }
                return String(decoding: bytes[start..<(position - quote.utf8.count)], as: UTF8.self)
            }
            position += 1
        }
        position = min(position, bytes.count)
        throw fault("the string is never closed")
    }

    private func unescaped(_ text: String) throws(TOMLFault) -> String {
        var result = String.UnicodeScalarView()
        var rest = Substring(text).unicodeScalars
        let simple: [Unicode.Scalar: Unicode.Scalar] = [
            "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{C}", "\"": "\"", "\\": "\\",
        ]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let kind = rest.popFirst() else {
                result.append(scalar)
                continue
            }
            if let plain = simple[kind] {
                result.append(plain)
            } else if kind == "u" || kind == "U" {
                let digits = rest.prefix(kind == "u" ? 4 : 8)
                guard let code = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
                    let value = Unicode.Scalar(code)
                else { throw fault("`\\\(kind)` needs the number of a character") }
                rest = rest.dropFirst(digits.count)
                result.append(value)
            } else if kind == "\n" {
                rest = rest.drop { $0.properties.isWhitespace }
            } else {
                throw fault("`\\\(kind)` means nothing in a string in double quotes")
            }
        }
        return String(result)
    }
}
