/// Invents what stands in place of a secret: as long, of the same kinds of characters, and another.
struct Decoy {
    private static let numerals = Array("一二三四五六七八九".unicodeScalars)

    var generator: SeededGenerator

    /// A decoy that the rule takes for the real thing, where one can be found.
    ///
    /// - Parameter fires: Whether the rule still hits with these characters in place of the secret's.
    mutating func make(
        of secret: [Unicode.Scalar], fires: ([Unicode.Scalar]) -> Bool
    ) -> [Unicode.Scalar] {
        for _ in 0..<2 {
            let free = changed(secret, keeping: [])
            if fires(free) { return free }
        }
        for _ in 0..<4 {
            for shaped in [card(secret), resident(secret), account(secret), token(secret)] {
                if let shaped, shaped != secret, fires(shaped) { return shaped }
            }
        }
        let kept = fixed(secret, fires)
        if Self.hidden(secret, kept) {
            for _ in 0..<16 {
                let masked = changed(secret, keeping: kept)
                if fires(masked) { return masked }
            }
        }
        return changed(secret, keeping: [])
    }

    /// Whether enough of a secret is changed when these places are kept: the half of it, or eight characters.
    private static func hidden(_ secret: [Unicode.Scalar], _ kept: Set<Int>) -> Bool {
        let letters = secret.indices.filter { isChangeable(secret[$0]) }
        let free = letters.count { !kept.contains($0) }
        return free >= 8 || free * 2 >= letters.count
    }

    /// Whether a character may become another: letters, digits and all that isn't ASCII.
    static func isChangeable(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII || Character(scalar).isLetter || Character(scalar).isNumber
    }

    /// The places that a rule doesn't let change: of long secrets only the ends are asked one by one.
    private mutating func fixed(
        _ secret: [Unicode.Scalar], _ fires: ([Unicode.Scalar]) -> Bool
    ) -> Set<Int> {
        var kept: Set<Int> = []
        for start in stride(from: 0, to: secret.count, by: 12) {
            let part = start..<min(secret.count, start + 12)
            guard !stands(secret, without: part, fires) else { continue }
            let isEdge = start < 48 || start >= secret.count - 48
            kept.formUnion(
                isEdge ? part.filter { !stands(secret, without: $0..<($0 + 1), fires) } : Array(part))
        }
        return kept
    }

    /// Whether the rule still hits when these places are changed.
    private mutating func stands(
        _ secret: [Unicode.Scalar], without part: Range<Int>, _ fires: ([Unicode.Scalar]) -> Bool
    ) -> Bool {
        var tried = secret
        for place in part { tried[place] = other(than: secret[place]) }
        return fires(tried)
    }

    private mutating func changed(_ secret: [Unicode.Scalar], keeping kept: Set<Int>) -> [Unicode.Scalar] {
        var decoy = secret
        for index in decoy.indices where !kept.contains(index) { decoy[index] = other(than: secret[index]) }
        return decoy
    }

    /// Another character of the same kind and the same length in UTF-8; punctuation stays.
    private mutating func other(than scalar: Unicode.Scalar) -> Unicode.Scalar {
        let kinds: [ClosedRange<Unicode.Scalar>] = [
            "2"..."7", "a"..."f", "g"..."z", "A"..."F", "G"..."Z", "０"..."９", "Ａ"..."Ｚ",
            "ａ"..."ｚ", "\u{660}"..."\u{669}", "\u{1D7CE}"..."\u{1D7FF}",
        ]
        for kind in kinds where kind.contains(scalar) {
            return pick(
                from: (kind.lowerBound.value...kind.upperBound.value).compactMap(Unicode.Scalar.init), scalar)
        }
        switch UTF8.width(scalar) {
        // No digit becomes a zero: a number in JSON doesn't begin with it.
        case 1: return "0189".unicodeScalars.contains(scalar) ? pick(from: ["1", "8", "9"], scalar) : scalar
        case 2: return pick(from: Array("абвгдежзиклмнопрст".unicodeScalars), scalar)
        case 3: return pick(from: Self.numerals, scalar)
        default: return pick(from: (0x1D7CE...0x1D7FF).compactMap { Unicode.Scalar($0 as UInt32) }, scalar)
        }
    }

    private mutating func pick(from choices: [Unicode.Scalar], _ old: Unicode.Scalar) -> Unicode.Scalar {
        choices.filter { $0 != old }.randomElement(using: &generator) ?? old
    }

    private mutating func digit() -> Int { Int.random(in: 0...9, using: &generator) }

    // MARK: Numbers with check digits

    /// A card number of the same issuer (ISO/IEC 7812-1, annex B); nil where the text isn't one.
    private mutating func card(_ secret: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        let places = secret.indices.filter { "0"..."9" ~= secret[$0] }
        guard 12...19 ~= places.count, let last = places.last else { return nil }
        var decoy = secret
        for place in places.dropFirst(6).dropLast() { decoy[place] = other(than: secret[place]) }
        var sum = 0
        for (number, place) in places.dropLast().reversed().enumerated() {
            let value = Int(decoy[place].value) - 48
            sum += number.isMultiple(of: 2) ? value * 2 - (value > 4 ? 9 : 0) : value
        }
        decoy[last] = Self.scalar((10 - sum % 10) % 10)
        return decoy
    }

    /// A resident number of the same district (GB 11643-1999); nil where the text isn't one.
    private mutating func resident(_ secret: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard secret.count == 18, secret.dropLast().allSatisfy({ "0"..."9" ~= $0 }) else { return nil }
        let numbers = [
            19, Int.random(in: 50...99, using: &generator), Int.random(in: 1...12, using: &generator),
            Int.random(in: 1...28, using: &generator),
        ]
        var digits = secret.prefix(6).map { Int($0.value) - 48 }
        digits += numbers.flatMap { [$0 / 10, $0 % 10] } + [digit(), digit(), digit()]
        let sum = digits.enumerated().reduce(0) { $0 + $1.element * ((1 << (17 - $1.offset)) % 11) }
        let check = (12 - sum % 11) % 11
        return digits.map(Self.scalar) + [check == 10 ? "X" : Self.scalar(check)]
    }

    /// An account number of the same country (ISO 13616-1, ISO 7064); nil where the text isn't one.
    private mutating func account(_ secret: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        let places = secret.indices.filter { secret[$0].isASCII && Self.isChangeable(secret[$0]) }
        guard 15...34 ~= places.count, places.prefix(4).elementsEqual(0..<4),
            secret[2...3].allSatisfy({ "0"..."9" ~= $0 })
        else { return nil }
        var decoy = secret
        for place in places.dropFirst(4) { decoy[place] = other(than: secret[place]) }
        let characters = (places.dropFirst(4) + places.prefix(2)).map { decoy[$0] }
        guard let rest = Self.remainder(characters + ["0", "0"]) else { return nil }
        let check = 98 - rest
        decoy[2] = Self.scalar(check / 10)
        decoy[3] = Self.scalar(check % 10)
        return decoy
    }

    private static func remainder(_ characters: [Unicode.Scalar]) -> Int? {
        var rest = 0
        for character in characters {
            guard let value = Character(character).isNumber ? Int(character.value) - 48 : letter(character)
            else {
                return nil
            }
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97
        }
        return rest
    }

    private static func letter(_ scalar: Unicode.Scalar) -> Int? {
        let upper = scalar.value & ~0x20
        return 65...90 ~= upper ? Int(upper) - 55 : nil
    }

    /// A web token with the same header and nothing else of the real one; nil where the text isn't one.
    private mutating func token(_ secret: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard let dot = secret.firstIndex(of: ".") else { return nil }
        let claims = secret.index(dot, offsetBy: 4)
        guard claims < secret.count else { return nil }
        return changed(secret, keeping: Set(0..<claims))
    }

    private static func scalar(_ digit: Int) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(truncatingIfNeeded: 48 + digit))
    }
}
