extension RegexReader {
    /// How often an item is repeated; `nil` for no bound.
    struct Quantifier {
        var minimum: Int
        var maximum: Int?
        /// Whether what has been taken is never given back.
        var isPossessive = false
        var isLazy = false
        /// Whether every version of PCRE2 takes it for a quantifier.
        var isCertain = true
    }

    /// Reads a quantifier with its suffix, if one stands here.
    mutating func quantifier() -> Quantifier? {
        var result: Quantifier
        switch peek() {
        case UInt8(ascii: "?"):
            result = Quantifier(minimum: 0, maximum: 1)
            position += 1
        case UInt8(ascii: "*"):
            result = Quantifier(minimum: 0, maximum: nil)
            position += 1
        case UInt8(ascii: "+"):
            result = Quantifier(minimum: 1, maximum: nil)
            position += 1
        case UInt8(ascii: "{"):
            guard let braces = bracedQuantifier() else { return nil }
            result = braces
        default:
            return nil
        }
        result.isPossessive = peek() == UInt8(ascii: "+")
        result.isLazy = peek() == UInt8(ascii: "?")
        if result.isPossessive || result.isLazy { position += 1 }
        return result
    }

    /// Reads `{2}`, `{2,}` or `{2,3}`; anything else in braces is literal text.
    ///
    /// `{,3}` and blanks inside are literal text for PCRE2 up to 10.42 and a quantifier from 10.43 on; read as a
    /// quantifier without bound they are safe either way.
    private mutating func bracedQuantifier() -> Quantifier? {
        guard let close = bytes[position...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let body = bytes[position + 1..<close]
        let parts = body.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let isDigits = parts.map { $0.allSatisfy { 0x30...0x39 ~= $0 } && $0.count <= 5 }
        if parts.count <= 2, !isDigits.contains(false), let first = parts.first, !first.isEmpty {
            position = close + 1
            let numbers = parts.map { $0.isEmpty ? nil : $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
            return Quantifier(
                minimum: numbers.first?.flatMap(\.self) ?? 0, maximum: numbers.last?.flatMap(\.self))
        }
        let isLenient = body.allSatisfy { [0x20, 0x09, 0x2C].contains($0) || 0x30...0x39 ~= $0 }
        guard isLenient, body.contains(where: { 0x30...0x39 ~= $0 }) else { return nil }
        position = close + 1
        return Quantifier(minimum: 0, maximum: nil, isCertain: false)
    }
}
