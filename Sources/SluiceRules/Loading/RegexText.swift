/// A light reading of a regex's text, for hints only: it knows escapes, classes and brackets.
struct RegexText {
    /// A bracket without its partner.
    struct Bracket {
        let bracket: Unicode.Scalar
        /// Where it stands, in bytes.
        let offset: Int
    }

    /// The last opening bracket that is never closed.
    private(set) var unclosed: Bracket?
    /// The ranges, in bytes, of quantifiers that lack their closing brace: `{16` and `{2,`.
    private(set) var openQuantifiers: [Range<Int>] = []

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var groups: [Int] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"):
                index = Self.endOfEscape(bytes, from: index)
                continue
            case UInt8(ascii: "["):
                guard let end = Self.endOfClass(bytes, from: index) else {
                    unclosed = Bracket(bracket: "[", offset: index)
                    return
                }
                index = end
                continue
            case UInt8(ascii: "("):
                groups.append(index)
            case UInt8(ascii: ")"):
                _ = groups.popLast()
            case UInt8(ascii: "{"):
                let end = Self.endOfDigits(bytes, from: index + 1)
                if index > 0, end > index + 1, end == bytes.count || bytes[end] != UInt8(ascii: "}") {
                    openQuantifiers.append(index..<end)
                }
            default:
                break
            }
            index += 1
        }
        unclosed = groups.last.map { Bracket(bracket: "(", offset: $0) }
    }

    /// Behind an escape, with the braces of `\x{..}`, `\p{..}` and their like.
    private static func endOfEscape(_ bytes: [UInt8], from start: Int) -> Int {
        let end = min(start + 2, bytes.count)
        guard end < bytes.count, bytes[end] == UInt8(ascii: "{"),
            "xpPoNgk".utf8.contains(bytes[start + 1]),
            let close = bytes[end...].firstIndex(of: UInt8(ascii: "}"))
        else { return end }
        return close + 1
    }

    /// Behind a character class; nil when it isn't closed.
    private static func endOfClass(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start + 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "^") { index += 1 }
        if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index += 1 }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "]"): return index + 1
            case UInt8(ascii: "[") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: ":"):
                guard let close = bytes[(index + 2)...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
                index = close + 1
            default: index += 1
            }
        }
        return nil
    }

    /// Behind `digits` or `digits,digits`.
    private static func endOfDigits(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        let isDigit: (Int) -> Bool = { at in
            at < bytes.count && UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[at]
        }
        while isDigit(index) { index += 1 }
        guard index > start, index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return index }
        index += 1
        while isDigit(index) { index += 1 }
        return index
    }
}
