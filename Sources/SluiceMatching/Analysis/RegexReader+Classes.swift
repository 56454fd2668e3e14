extension RegexReader {
    /// Reads a character class.
    mutating func characterClass() -> RegexPart {
        let start = position
        position += 1
        if hasUncertainBeginning() { isLost = true }
        if peek() == UInt8(ascii: "^") { position += 1 }
        var isFirst = true
        var isQuoted = false
        while let byte = peek(), byte != UInt8(ascii: "]") || isFirst || isQuoted {
            isFirst = false
            if starts(with: "\\E") {
                isQuoted = false
                position += 2
            } else if isQuoted {
                skipCodePoint()
            } else if starts(with: "\\Q") {
                isQuoted = true
                position += 2
            } else if byte == UInt8(ascii: "\\") {
                position += 1
                if peek() == UInt8(ascii: "c") { position += 1 }
                skipCodePoint()
            } else if byte == UInt8(ascii: "["), let end = endOfNamedClass() {
                position = end
            } else {
                classMember()
            }
        }
        position = min(position + 1, bytes.count)
        return .codePoint(members(from: start))
    }

    /// Whether an empty quotation or blanks come first: what the next bracket means then depends on PCRE2's version.
    private func hasUncertainBeginning() -> Bool {
        let content = bytes[position...].drop { $0 == UInt8(ascii: "^") }
        return content.starts(with: "\\E".utf8) || content.starts(with: "\\Q\\E".utf8)
            || flags.skipsBlanksInClasses && (content.first == 0x20 || content.first == 0x09)
    }

    /// The members of the class that has been read; `nil` for what only looks like a class.
    private func members(from start: Int) -> CodePointClass? {
        let item = Array(bytes[start..<position])
        // The edges of words in an old notation.
        if item.elementsEqual("[[:<:]]".utf8) || item.elementsEqual("[[:>:]]".utf8) { return nil }
        if !flags.skipsBlanksInClasses,
            let members = ClassReader.members(of: item, isCaseless: flags.isCaseless)
        {
            return members
        }
        return asked(item)
    }

    /// Reads a literal or a range of two literals and notes what normalisation makes of it.
    private mutating func classMember() {
        let first = codePoint()
        guard peek() == UInt8(ascii: "-"), let next = peek(1), next != UInt8(ascii: "]") else {
            if let mapped = mapping(of: first) { edit(first.range, to: Self.classMember(mapped.bytes)) }
            return
        }
        position += 1
        // A range up to an escape stays as it is.
        guard next != UInt8(ascii: "\\"), next != UInt8(ascii: "[") else { return }
        let last = codePoint()
        guard let low = mapping(of: first), let high = mapping(of: last), high.value >= low.value,
            high.value - low.value == last.value &- first.value
        else { return }
        edit(first.range, to: Self.classMember(low.bytes))
        edit(last.range, to: Self.classMember(high.bytes))
    }

    private mutating func codePoint() -> (value: UInt32, range: Range<Int>) {
        let start = position
        skipCodePoint()
        return (Self.value(of: bytes[start..<position]), start..<position)
    }

    /// The one other code point that a literal beyond ASCII becomes, if that is what normalisation does.
    private func mapping(of literal: (value: UInt32, range: Range<Int>)) -> (value: UInt32, bytes: [UInt8])? {
        guard let table, literal.value >= 0x80 else { return nil }
        let mapped = table.replacement(of: literal.value)
        guard Self.countsOne(mapped), mapped != Array(bytes[literal.range]) else { return nil }
        return (Self.value(of: mapped[...]), mapped)
    }

    /// One code point as a member of a class.
    ///
    /// Punctuation goes by its number: even with a backslash a colon can make the class look like a named one (`[:\:]`).
    private static func classMember(_ bytes: [UInt8]) -> [UInt8] {
        let plain = escaped(bytes)
        return plain == bytes ? bytes : Array("\\x{\(String(value(of: bytes[...]), radix: 16))}".utf8)
    }

    /// Where `[:alpha:]` ends, if that is what stands here.
    private func endOfNamedClass() -> Int? {
        guard let mark = peek(1), ":.=".utf8.contains(mark) else { return nil }
        var index = position + 2
        while index + 1 < bytes.count {
            if bytes[index] == mark, bytes[index + 1] == UInt8(ascii: "]") { return index + 2 }
            if bytes[index] == UInt8(ascii: "]") || bytes[index] == UInt8(ascii: "[") { return nil }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }
}
