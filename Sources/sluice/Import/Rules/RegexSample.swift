/// Makes a text that a regex finds, for the examples of imported rules.
///
/// It knows what such regexes are made of: literals, classes, groups, alternatives, repeats. What it makes is tried on the
/// rule before it is used, so that it may be wrong.
struct RegexSample {
    private var rest: [Unicode.Scalar]
    private var turn = 0

    /// A repeat of at least so many is a key's.
    private static let long = 8
    private static let enough = 24
    private static let most = 500

    /// A text, or nil where the regex has something that isn't known here.
    static func text(of regex: String) -> String? {
        var sample = RegexSample(rest: Array(regex.unicodeScalars.reversed()))
        guard let text = sample.alternatives(), sample.rest.isEmpty else { return nil }
        return String(text)
    }

    private init(rest: [Unicode.Scalar]) {
        self.rest = rest
    }

    private typealias Text = String.UnicodeScalarView

    /// The first of several alternatives.
    private mutating func alternatives() -> Text? {
        guard let first = sequence() else { return nil }
        while rest.last == "|" {
            rest.removeLast()
            guard sequence() != nil else { return nil }
        }
        return first
    }

    private mutating func sequence() -> Text? {
        var result = Text()
        while let next = rest.last, next != "|", next != ")" {
            let start = rest
            guard var part = atom() else { return nil }
            let count = repeats()
            if count == 0 {
                part = Text()
            } else {
                let end = rest
                for _ in 1..<max(count, 1) {
                    // Once more, for other characters of a class: checks of randomness want them.
                    rest = start
                    guard let again = atom() else { return nil }
                    part.append(contentsOf: again)
                }
                rest = end
            }
            result.append(contentsOf: part)
        }
        return result
    }

    /// How often the last atom is taken: as seldom as it may.
    private mutating func repeats() -> Int {
        var count = 1
        switch rest.last {
        case "*", "?":
            rest.removeLast()
            count = 0
        case "+": rest.removeLast()
        case "{":
            guard let end = rest.lastIndex(of: "}") else { return 1 }
            let text = String(Text(rest[(end + 1)...].reversed().dropFirst()))
            let bounds = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
            guard let first = bounds.first, let least = first else { return 1 }
            rest.removeSubrange(end...)
            let most = bounds.count == 1 ? least : bounds[1] ?? Self.most
            // A key that may be longer is: checks of randomness want some length.
            count = least < Self.long ? least : min(most, max(least, Self.enough), Self.most)
        default: return 1
        }
        if rest.last == "?" || rest.last == "+" { rest.removeLast() }
        return count
    }

    private mutating func atom() -> Text? {
        guard let scalar = rest.popLast() else { return nil }
        switch scalar {
        case "^", "$": return Text()
        case ".": return one(of: letters)
        case "(": return group()
        case "[": return charClass()
        case "\\": return escape()
        default: return Text([scalar])
        }
    }

    private mutating func group() -> Text? {
        var isSeen = true
        if rest.last == "?" {
            rest.removeLast()
            switch rest.last {
            case "=", "!": isSeen = false
            case "P": rest.removeLast()
            default: break
            }
            if rest.last == "<", rest.count > 1, ["=", "!"].contains(rest[rest.count - 2]) {
                isSeen = false
                rest.removeLast(2)
            } else {
                let isName = rest.last == "<"
                while let flag = rest.popLast(), flag != (isName ? ">" : ":") {
                    if !isName, flag == ")" { return Text() }
                    if !isSeen { break }
                }
            }
        }
        guard let inner = alternatives(), rest.popLast() == ")" else { return nil }
        return isSeen ? inner : Text()
    }

    private mutating func escape() -> Text? {
        guard let kind = rest.popLast() else { return nil }
        switch kind {
        case "b", "B", "A", "z", "Z": return Text()
        case "d": return one(of: Array("7204916385".unicodeScalars))
        case "w", "S", "D": return one(of: letters)
        case "s", "W": return Text([" "])
        case "n": return Text(["\n"])
        case "r": return Text(["\r"])
        case "t": return Text(["\t"])
        case "x":
            var digits = Text()
            if rest.last == "{" {
                rest.removeLast()
                while let digit = rest.popLast(), digit != "}" { digits.append(digit) }
            } else {
                for _ in 0..<2 { rest.popLast().map { digits.append($0) } }
            }
            return UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init).map { Text([$0]) }
        case _ where kind.properties.isAlphabetic || ("1"..."9").contains(kind): return nil
        default: return Text([kind])
        }
    }

    private mutating func charClass() -> Text? {
        let isNegated = rest.last == "^"
        if isNegated { rest.removeLast() }
        var members: [Unicode.Scalar] = []
        var isFirst = true
        while let scalar = rest.popLast() {
            if scalar == "]", !isFirst {
                guard isNegated else { return one(of: members) }
                return one(of: letters.filter { !members.contains($0) })
            }
            isFirst = false
            if scalar == "[", rest.last == ":" { return nil }
            var low = scalar
            if scalar == "\\" {
                guard let kind = rest.last else { return nil }
                if ["d", "w", "s"].contains(kind) {
                    rest.removeLast()
                    members +=
                        kind == "s" ? [" "] : kind == "d" ? Array("7204916385".unicodeScalars) : letters
                    continue
                }
                guard let escaped = escape()?.first else { return nil }
                low = escaped
            }
            guard rest.last == "-", rest.count > 1, rest[rest.count - 2] != "]" else {
                members.append(low)
                continue
            }
            rest.removeLast()
            guard let high = rest.popLast(), high.value >= low.value, high.value - low.value < 300 else {
                return nil
            }
            members += (low.value...high.value).compactMap(Unicode.Scalar.init)
        }
        return nil
    }

    private let letters = Array("k7Rq2mXw9TzB4vLs8NdJ3hYc6Gf".unicodeScalars)

    /// Another one each time, far from the last.
    private mutating func one(of members: [Unicode.Scalar]) -> Text? {
        guard !members.isEmpty else { return nil }
        turn += 1
        return Text([members[turn &* 7919 % members.count]])
    }
}
