/// Typed access to one field: nil when it is absent, nil with a complaint when it doesn't fit.
extension ConfigMapping {
    package mutating func string(_ key: String) -> String? {
        node(key)?.string(key, diagnostics)
    }

    package mutating func requiredString(_ key: String, example: String? = nil) -> String? {
        requiredNode(key, example: example)?.string(key, diagnostics)
    }

    package mutating func bool(_ key: String) -> Bool? {
        node(key)?.bool(key, diagnostics)
    }

    package mutating func int(_ key: String, in range: ClosedRange<Int> = 0...Int.max) -> Int? {
        node(key)?.int(key, in: range, diagnostics)
    }

    package mutating func double(_ key: String) -> Double? {
        node(key)?.double(key, diagnostics)
    }

    package mutating func duration(_ key: String) -> Duration? {
        node(key)?.duration(key, diagnostics)
    }

    package mutating func bytes(_ key: String) -> Int? {
        node(key)?.byteCount(key, diagnostics)
    }

    package mutating func stringList(_ key: String) -> [String]? {
        node(key)?.strings(key, diagnostics)
    }

    package mutating func elements(_ key: String) -> [ConfigNode]? {
        node(key)?.elements(key, diagnostics)
    }

    package mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        node(key)?.choice(key, type, diagnostics)
    }

    package mutating func choice(_ key: String, of names: [String]) -> String? {
        node(key)?.choice(key, of: names, diagnostics)
    }

    /// A nested mapping; nil when the field is absent.
    package mutating func mapping(_ key: String) -> ConfigMapping? {
        node(key)?.mapping(key, diagnostics)
    }
}
