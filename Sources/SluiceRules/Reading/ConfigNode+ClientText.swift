/// Texts that clients are told.
extension ConfigNode {
    /// The longest such text, in Unicode scalars.
    package static let longestClientText = 1000

    /// A text for clients: it says something, is at most 1,000 characters long, and holds no control characters but
    /// line breaks and tabs.
    package func clientText(_ name: String, _ diagnostics: Diagnostics) -> String? {
        guard let text = string(name, diagnostics) else { return nil }
        let scalars = text.unicodeScalars
        guard scalars.contains(where: { !$0.properties.isWhitespace }) else {
            return badValue(name, "an empty text", help: "take the field out, or say something", diagnostics)
        }
        guard scalars.count <= Self.longestClientText else {
            return badValue(
                name, "\(scalars.count) characters are too many",
                help: "clients are told \(Self.longestClientText) characters at the most", diagnostics)
        }
        let isControl = scalars.contains { scalar in
            scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
        }
        guard !isControl else {
            return badValue(
                name, "a control character", help: "only line breaks and tabs may stand here", diagnostics)
        }
        return text
    }
}

extension ConfigMapping {
    /// A text for clients; see `ConfigNode.clientText`.
    package mutating func clientText(_ key: String) -> String? {
        node(key)?.clientText(key, diagnostics)
    }
}
