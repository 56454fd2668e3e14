/// Gives the repeats of a regex an upper bound.
enum RegexBounds {
    /// The most that a repeat without a bound may take.
    static let most = 200

    /// The regex with `*`, `+` and `{N,}` ended at 200; classes and escapes stay as they are.
    static func bounded(_ regex: String) -> String {
        var result = ""
        var rest = Substring(regex)
        var isClass = false
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                result.append(character)
                if let escaped = rest.popFirst() { result.append(escaped) }
                continue
            case "[" where !isClass: isClass = true
            case "]": isClass = false
            case "*" where !isClass:
                result += "{0,\(most)}"
                continue
            case "+" where !isClass && !endsRepeat(result):
                result += "{1,\(most)}"
                continue
            case "{" where !isClass:
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                if let least = Int(digits), rest.dropFirst(digits.count).hasPrefix(",}") {
                    result += "{\(least),\(max(most, least))}"
                    rest = rest.dropFirst(digits.count + 2)
                    continue
                }
            default: break
            }
            result.append(character)
        }
        return result
    }

    /// Whether a `+` behind this makes a repeat possessive.
    private static func endsRepeat(_ regex: String) -> Bool {
        regex.hasSuffix("?") || regex.hasSuffix("}")
    }
}
