extension RegexReader {
    /// Reads a backslash and what belongs to it.
    mutating func escape() -> RegexPart {
        let start = position
        position += 1
        guard let kind = peek() else { return .unknown }
        if CodePointClass.isPlainWhenEscaped(kind) {
            skipCodePoint()
            return part(ofLiteral: Self.value(of: bytes[start + 1..<position]))
        }
        position += 1
        if let value = CodePointClass.control(kind) { return part(ofLiteral: value) }
        if let type = CodePointClass.type(kind) { return .codePoint(type) }
        switch kind {
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            return RegexPart(extent: numberedReference(), shape: .opaque)
        case UInt8(ascii: "g"), UInt8(ascii: "k"):
            let extent = namedReference(isCall: kind == UInt8(ascii: "g"))
            return RegexPart(extent: extent, shape: .opaque)
        case UInt8(ascii: "b"), UInt8(ascii: "B"):
            let edge = kind == UInt8(ascii: "b") ? RegexEdge.wordEdge : .noWordEdge
            return RegexPart(extent: .assertion(reach: 1), shape: .edge(edge))
        case UInt8(ascii: "A"):
            return RegexPart(extent: .empty, shape: .edge(.textStart))
        case UInt8(ascii: "z"), UInt8(ascii: "Z"):
            noteEndAssertion(from: start)
            return RegexPart(extent: .assertion(reach: 2), shape: .opaque)
        case UInt8(ascii: "G"), UInt8(ascii: "K"), UInt8(ascii: "C"):
            refuseEscape(kind, from: start)
            return .unknown
        case UInt8(ascii: "R"):
            return RegexPart(extent: .codePoints(2), shape: .opaque)
        case UInt8(ascii: "X"):
            return .unknown
        default:
            return codedCharacter(kind, from: start)
        }
    }

    /// A code point given by its number or its properties.
    private mutating func codedCharacter(_ kind: UInt8, from start: Int) -> RegexPart {
        switch kind {
        case UInt8(ascii: "x"):
            return hexadecimal().map(part(ofLiteral:)) ?? .codePoint(nil)
        case UInt8(ascii: "N"):
            // `\N{2}` is a repeat.
            guard starts(with: "{U+") else { return .codePoint(.notNewline) }
            skip(through: UInt8(ascii: "}"))
        case UInt8(ascii: "0"):
            skipOctal(atMost: 2)
        case UInt8(ascii: "o"):
            if peek() == UInt8(ascii: "{") { skip(through: UInt8(ascii: "}")) }
        case UInt8(ascii: "p"), UInt8(ascii: "P"):
            if peek() == UInt8(ascii: "{") { skip(through: UInt8(ascii: "}")) } else { position += 1 }
        case UInt8(ascii: "c"):
            position += 1
        default:
            return .codePoint(nil)
        }
        return .codePoint(asked(Array(bytes[start..<min(position, bytes.count)])))
    }

    /// What PCRE2 says of an item that matches one code point.
    func asked(_ item: [UInt8]) -> CodePointClass? {
        let settings = flags.skipsBlanksInClasses ? "(?xx)" : ""
        return CodePointClass(asking: settings.utf8 + item, isCaseless: flags.isCaseless)
    }

    /// `\1` and so on; from two digits on a number without such a group is an octal code.
    private mutating func numberedReference() -> RegexExtent {
        position -= 1
        let start = position
        var number = 0
        while let byte = peek(), 0x30...0x39 ~= byte, number < 100_000 {
            number = number * 10 + Int(byte - 0x30)
            position += 1
        }
        if number < 10 || bytes[start] >= UInt8(ascii: "8") || number <= groupCount {
            return reference(to: number)
        }
        position = start
        skipOctal(atMost: 3)
        // Whether it is a reference after all depends on groups that may follow.
        return .unbounded
    }

    /// `\g{1}`, `\g{name}`, `\k<name>`; `\g<1>` and `\g'name'` call a group.
    private mutating func namedReference(isCall: Bool) -> RegexExtent {
        guard let open = peek() else { return .unbounded }
        let close: UInt8
        switch open {
        case UInt8(ascii: "{"): close = UInt8(ascii: "}")
        case UInt8(ascii: "<"): close = UInt8(ascii: ">")
        case UInt8(ascii: "'"): close = UInt8(ascii: "'")
        default:
            while let byte = peek(), 0x30...0x39 ~= byte || byte == 0x2B || byte == 0x2D { position += 1 }
            return .unbounded
        }
        position += 1
        let name = take(through: close)
        if isCall && open != UInt8(ascii: "{") {
            hasCalls = true
            return .unbounded
        }
        return reference(toName: name)
    }

    /// What a reference to a closed group can match.
    func reference(toName name: [UInt8]) -> RegexExtent {
        guard let number = groupNumbers[name] ?? Int(String(decoding: name, as: UTF8.self)), number > 0 else {
            return .unbounded
        }
        return reference(to: number)
    }

    private func reference(to number: Int) -> RegexExtent {
        guard !hasAmbiguousGroups, let maximum = groups[number]?.maximum else { return .unbounded }
        return .codePoints(maximum)
    }

    private mutating func skipOctal(atMost count: Int) {
        for _ in 0..<count {
            guard let byte = peek(), 0x30...0x37 ~= byte else { return }
            position += 1
        }
    }

    /// Reads the digits behind `\x`, in braces or up to two.
    private mutating func hexadecimal() -> UInt32? {
        if peek() == UInt8(ascii: "{") {
            position += 1
            return UInt32(String(decoding: take(through: UInt8(ascii: "}")), as: UTF8.self), radix: 16)
        }
        let start = position
        while position < start + 2, let byte = peek(), 0x30...0x39 ~= byte || 0x61...0x66 ~= byte | 0x20 {
            position += 1
        }
        let digits = bytes[start..<position]
        return digits.isEmpty ? 0 : UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
