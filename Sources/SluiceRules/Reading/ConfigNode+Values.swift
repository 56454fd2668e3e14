/// Reading one value as a type. A value that doesn't fit is reported as SL111 or SL113 and yields nil.
///
/// `name` is what messages call the value, such as `max_age`.
extension ConfigNode {
    /// The scalar's text as it stands in the file.
    package func string(_ name: String, _ diagnostics: Diagnostics) -> String? {
        guard let text, !isNull else {
            return wrongType(name, expected: "text", diagnostics)
        }
        return text
    }

    /// `true` or `false`.
    package func bool(_ name: String, _ diagnostics: Diagnostics) -> Bool? {
        switch text {
        case "true"?: return true
        case "false"?: return false
        default: return wrongType(name, expected: "`true` or `false`", diagnostics)
        }
    }

    /// A decimal whole number within a range.
    package func int(_ name: String, in range: ClosedRange<Int>, _ diagnostics: Diagnostics) -> Int? {
        guard let text, let number = Int(text), !text.hasPrefix("+") else {
            return wrongType(name, expected: "a whole number", diagnostics)
        }
        guard range.contains(number) else {
            let bounds =
                range.upperBound == .max
                ? "\(range.lowerBound) and more" : "from \(range.lowerBound) to \(range.upperBound)"
            return badValue(name, "\(number) is out of range", help: "allowed is \(bounds)", diagnostics)
        }
        return number
    }

    /// A decimal number.
    package func double(_ name: String, _ diagnostics: Diagnostics) -> Double? {
        let digits = Set("0123456789.-".unicodeScalars)
        guard let text, text.unicodeScalars.allSatisfy(digits.contains), let number = Double(text) else {
            return wrongType(name, expected: "a number", diagnostics)
        }
        return number
    }

    /// A whole number and a unit: `500ms`, `3s`, `10m`, `2h`, `1d`.
    package func duration(_ name: String, _ diagnostics: Diagnostics) -> Duration? {
        let units = ["ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let (number, unit) = quantity, let factor = units[unit] else {
            return wrongType(name, expected: "a duration such as `500ms`, `3s` or `10m`", diagnostics)
        }
        let (milliseconds, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow else {
            return badValue(name, "the duration is too long", diagnostics)
        }
        return .milliseconds(milliseconds)
    }

    /// A whole number and an optional unit: `512`, `64KiB`, `50MiB`, `1GiB`, `10MB`.
    package func byteCount(_ name: String, _ diagnostics: Diagnostics) -> Int? {
        let units = [
            "": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "kB": 1_000, "KB": 1_000,
            "MB": 1_000_000, "GB": 1_000_000_000,
        ]
        guard let (number, unit) = quantity, let factor = units[unit] else {
            return wrongType(name, expected: "a size such as `64KiB` or `50MiB`", diagnostics)
        }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow else {
            return badValue(name, "the size is too large", diagnostics)
        }
        return bytes
    }

    /// The elements of a list.
    package func elements(_ name: String, _ diagnostics: Diagnostics) -> [ConfigNode]? {
        guard case .sequence(let elements) = content else {
            return wrongType(name, expected: "a list", diagnostics)
        }
        return elements
    }

    /// A list of texts.
    ///
    /// Elements that are no texts are reported and left out.
    package func strings(_ name: String, _ diagnostics: Diagnostics) -> [String]? {
        elements(name, diagnostics)?.compactMap { element in
            guard let text = element.text else {
                return element.wrongType("an element of \(name)", expected: "text", diagnostics)
            }
            return text
        }
    }

    /// One of the names of an enumeration, with a suggestion for a misspelt one.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Choice.Type, _ diagnostics: Diagnostics
    ) -> Choice? where Choice.RawValue == String {
        choice(name, of: Choice.allCases.map(\.rawValue), diagnostics).flatMap(Choice.init(rawValue:))
    }

    /// One of a list of names, with a suggestion for a misspelt one.
    package func choice(_ name: String, of names: [String], _ diagnostics: Diagnostics) -> String? {
        guard let text = string(name, diagnostics) else { return nil }
        guard names.contains(text) else {
            let known = names.map { "`\($0)`" }.joined(separator: ", ")
            let help = names.isEmpty ? "none is declared" : "known are \(known)"
            let nearest = Suggestion.nearest(to: text, among: names)
            diagnostics.error(
                .badValue, "`\(text)` is not a value of `\(name)`", at: span,
                label: nearest.map { "did you mean `\($0)`?" }, help: help)
            return nil
        }
        return text
    }

    /// Opens a mapping for reading field by field.
    ///
    /// Anything but a mapping is reported and read as an empty one that misses nothing, so that reading
    /// can go on. Call `finish()` on the result when every field has been asked for.
    ///
    /// - Parameters:
    ///   - name: What messages call the mapping, such as `listen`.
    ///   - field: The field that a text in place of the mapping was most likely meant as.
    package func mapping(
        _ name: String, textAs field: String? = nil, _ diagnostics: Diagnostics
    ) -> ConfigMapping {
        guard case .mapping(let members) = content else {
            var help: String?
            if let field, case .scalar(let text, _) = content {
                help = "write `\(name): { \(field): '\(text)' }`"
            }
            let _: Never? = wrongType(name, expected: "a mapping", help: help, diagnostics)
            return ConfigMapping(name: name, node: self, members: [], isPresent: false, diagnostics)
        }
        return ConfigMapping(name: name, node: self, members: members, isPresent: true, diagnostics)
    }

    /// The number and the unit of a text such as `50MiB`.
    private var quantity: (number: Int, unit: String)? {
        guard let text else { return nil }
        let digits = text.unicodeScalars.prefix { ("0"..."9").contains($0) }
        guard let number = Int(String(digits)) else { return nil }
        return (number, String(text.unicodeScalars.dropFirst(digits.count)))
    }

    /// Reports a value of the wrong type and yields nil.
    package func wrongType<Value>(
        _ name: String, expected: String, help: String? = nil, _ diagnostics: Diagnostics
    ) -> Value? {
        diagnostics.error(
            .wrongType, "\(Self.title(name)) must be \(expected), not \(kindName)", at: span,
            help: help ?? wayToWrite(expected))
        return nil
    }

    /// A field's name in quotes; a description as it is.
    static func title(_ name: String) -> String { name.contains(" ") ? name : "`\(name)`" }

    /// How a value of the expected type is written.
    private func wayToWrite(_ expected: String) -> String? {
        switch (expected, content) {
        case ("a list", .scalar(let text, _)): "a list stands in brackets: `[\(isNull ? "..." : text)]`"
        case ("a list", _): "begin each element with `- `, or write the list in brackets"
        case ("a mapping", _): "a mapping is a name, a colon and a value for each of its fields"
        case ("text", .sequence), ("text", .mapping):
            "if it is meant as one text, put it in single quotes: `[`, `{` and `: ` mean something to YAML"
        default: nil
        }
    }

    /// Reports a value of the right type that can't be used and yields nil.
    package func badValue<Value>(
        _ name: String, _ problem: String, help: String? = nil, _ diagnostics: Diagnostics
    ) -> Value? {
        diagnostics.error(.badValue, "`\(name)`: \(problem)", at: span, help: help)
        return nil
    }
}
