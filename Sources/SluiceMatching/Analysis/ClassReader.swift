/// Reads a bracketed class that consists of literals, ranges and the simplest escapes.
///
/// Whatever else it meets makes it give up, since PCRE2 can be asked.
struct ClassReader {
    /// The class with its brackets.
    private let bytes: [UInt8]
    private var position = 1
    private var literals: [ClosedRange<UInt32>] = []
    private var types: [CodePointClass] = []

    private enum Member {
        case literal(UInt32)
        case type(CodePointClass)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The members of the class; `nil` if it isn't a simple one.
    static func members(of item: [UInt8], isCaseless: Bool) -> CodePointClass? {
        var reader = ClassReader(bytes: item)
        return reader.read(isCaseless: isCaseless)
    }

    private var end: Int { bytes.count - 1 }

    private mutating func read(isCaseless: Bool) -> CodePointClass? {
        guard bytes.count > 2, bytes.last == UInt8(ascii: "]") else { return nil }
        let isNegated = bytes[1] == UInt8(ascii: "^")
        if isNegated { position += 1 }
        let first = position
        while position < end {
            let isHyphen = bytes[position] == UInt8(ascii: "-")
            guard bytes[position] != UInt8(ascii: "]") || position == first, let member = member()
            else { return nil }
            let isRange = position + 1 < end && bytes[position] == UInt8(ascii: "-")
            switch member {
            case .type(let members):
                // What a hyphen behind a type means differs between versions.
                guard !isRange else { return nil }
                types.append(members)
            case .literal(let low) where isRange:
                position += 1
                guard !isHyphen, case .literal(let high) = self.member(), high >= low else { return nil }
                literals.append(low...high)
            case .literal(let value):
                literals.append(value...value)
            }
        }
        let exact = CodePointClass(literals)
        let members = types.reduce(isCaseless ? exact.caseless() : exact) { $0.union($1) }
        return position == end ? (isNegated ? members.inverted : members) : nil
    }

    private mutating func member() -> Member? {
        switch bytes[position] {
        case UInt8(ascii: "\\"):
            position += 1
            return escape()
        case UInt8(ascii: "[") where ":.=".utf8.contains(bytes[position + 1]):
            return nil
        default:
            return codePoint()
        }
    }

    private mutating func escape() -> Member? {
        let kind = bytes[position]
        if CodePointClass.isPlainWhenEscaped(kind) { return position < end ? codePoint() : nil }
        position += 1
        if let value = CodePointClass.control(kind) { return .literal(value) }
        if let type = CodePointClass.type(kind) { return .type(type) }
        switch kind {
        case UInt8(ascii: "b"): return .literal(0x08)
        case UInt8(ascii: "x"): return hexadecimal()
        default: return nil
        }
    }

    /// `\x41` or `\x{5b57}`.
    private mutating func hexadecimal() -> Member? {
        let digits: ArraySlice<UInt8>
        if bytes[position] == UInt8(ascii: "{") {
            guard let close = bytes[position...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
            digits = bytes[position + 1..<close]
            position = close + 1
        } else {
            guard position + 2 <= end else { return nil }
            digits = bytes[position..<position + 2]
            position += 2
        }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).map(Member.literal)
    }

    private mutating func codePoint() -> Member? {
        let start = position
        position += 1
        while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self).unicodeScalars.first
            .map { .literal($0.value) }
    }
}
