extension RegexReader {
    /// Reads one literal code point and notes what normalisation makes of it.
    mutating func literal() -> RegexPart {
        let start = position
        skipCodePoint()
        let original = Array(bytes[start..<position])
        let part = part(ofLiteral: Self.value(of: original[...]))
        guard let table, bytes[start] >= 0x80 else { return part }
        let mapped = table.normalize(String(decoding: original, as: UTF8.self))
        guard mapped != original else { return part }
        if isQuoting {
            if !mapped.contains(UInt8(ascii: "\\")) { edit(start..<position, to: mapped) }
        } else if Self.countsOne(mapped) {
            edit(start..<position, to: Self.escaped(mapped))
        } else {
            edit(start..<position, to: Array("(?:".utf8) + Self.escaped(mapped) + [UInt8(ascii: ")")])
        }
        return part
    }

    /// What matches one literal under the options in force.
    func part(ofLiteral codePoint: UInt32) -> RegexPart {
        .codePoint(CodePointClass(literal: codePoint, isCaseless: flags.isCaseless))
    }

    mutating func skipCodePoint() {
        position = min(position + 1, bytes.count)
        while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
    }

    /// The first code point of the bytes.
    static func value(of bytes: ArraySlice<UInt8>) -> UInt32 {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.value ?? 0
    }

    /// Notes a change of the regex.
    mutating func edit(_ range: Range<Int>, to replacement: [UInt8]) {
        facts.edits.append(.init(range: range, replacement: replacement))
    }

    /// Whether the bytes are one code point.
    static func countsOne(_ bytes: [UInt8]) -> Bool {
        bytes.count { $0 & 0xC0 != 0x80 } == 1
    }

    /// The bytes with a backslash before each ASCII character that could mean something.
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { byte in
            let isPlain = byte >= 0x80 || 0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20
            return isPlain ? [byte] : [UInt8(ascii: "\\"), byte]
        }
    }
}
