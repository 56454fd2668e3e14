extension RegexReader {
    /// Reads a backslash and what belongs to it.
    mutating func escape() -> RegexExtent {
        let start = position
        position += 1
        guard let kind = peek() else { return .unbounded }
        position += kind < 0x80 ? 1 : 0
        switch kind {
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            return numberedReference()
        case UInt8(ascii: "0"):
            skipOctal(atMost: 2)
        case UInt8(ascii: "o"), UInt8(ascii: "N"):
            if peek() == UInt8(ascii: "{") { skip(through: UInt8(ascii: "}")) }
        case UInt8(ascii: "p"), UInt8(ascii: "P"):
            if peek() == UInt8(ascii: "{") { skip(through: UInt8(ascii: "}")) } else { position += 1 }
        case UInt8(ascii: "x"):
            skipHexadecimal()
        case UInt8(ascii: "c"):
            position += 1
        case UInt8(ascii: "b"), UInt8(ascii: "B"):
            return .assertion(reach: 1)
        case UInt8(ascii: "A"):
            return .empty
        case UInt8(ascii: "z"), UInt8(ascii: "Z"):
            facts.endAssertions.append(.init(construct: construct(from: start), offset: start))
            return .assertion(reach: 2)
        case UInt8(ascii: "G"), UInt8(ascii: "K"), UInt8(ascii: "C"):
            facts.refusals.append(.init(construct: construct(from: start), offset: start))
            return .unbounded
        case UInt8(ascii: "R"):
            return .codePoints(2)
        case UInt8(ascii: "X"):
            return .unbounded
        case UInt8(ascii: "g"), UInt8(ascii: "k"):
            return namedReference(isCall: kind == UInt8(ascii: "g"))
        default:
            if kind >= 0x80 { skipCodePoint() }
        }
        return .codePoints(1)
    }

    /// The text of a refused item, for the message.
    func construct(from start: Int) -> String {
        String(decoding: bytes[start..<min(position, bytes.count)], as: UTF8.self)
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
        if isCall && open != UInt8(ascii: "{") { return .unbounded }
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

    private mutating func skipHexadecimal() {
        if peek() == UInt8(ascii: "{") { return skip(through: UInt8(ascii: "}")) }
        for _ in 0..<2 {
            guard let byte = peek(), 0x30...0x39 ~= byte || 0x61...0x66 ~= byte | 0x20 else { return }
            position += 1
        }
    }
}
