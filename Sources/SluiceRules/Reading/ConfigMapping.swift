/// Reads the fields of a mapping and notices those that nobody asked for.
///
/// Each accessor reads one field: nil when it is absent (or `null`) and nil, with a complaint, when its value
/// doesn't fit. `finish()` reports the fields that no accessor was asked for.
package struct ConfigMapping {
    /// What messages call this mapping.
    package let name: String
    /// The mapping itself.
    package let node: ConfigNode
    /// All members in the order of the file.
    package let members: [ConfigMember]
    /// Where complaints go.
    package let diagnostics: Diagnostics
    private let isPresent: Bool
    private var asked: [String] = []
    private var refused: [String] = []

    init(
        name: String, node: ConfigNode, members: [ConfigMember], isPresent: Bool,
        _ diagnostics: Diagnostics
    ) {
        self.name = name
        self.node = node
        self.members = members
        self.isPresent = isPresent
        self.diagnostics = diagnostics
    }

    /// A field's value; nil when it is absent or `null`.
    package mutating func node(_ key: String) -> ConfigNode? {
        asked.append(key)
        guard let value = members.first(where: { $0.key == key })?.value, !value.isNull else {
            return nil
        }
        return value
    }

    /// A field's value; its absence is reported as SL112.
    ///
    /// - Parameter example: What could stand there, for the complaint.
    package mutating func requiredNode(_ key: String, example: String? = nil) -> ConfigNode? {
        if let value = node(key) { return value }
        if isPresent {
            diagnostics.error(
                .missingField, "`\(key)` is missing in \(title)", at: node.headSpan,
                help: example.map { "add it: `\(key): \($0)`" })
        }
        return nil
    }

    /// A field that is known and not read here: it is neither unknown nor named among the known ones.
    mutating func refusedMember(_ key: String) -> ConfigMember? {
        refused.append(key)
        return members.first { $0.key == key && !$0.value.isNull }
    }

    /// Marks a field as known without reading it.
    package mutating func ignore(_ key: String) {
        asked.append(key)
    }

    /// Reports every field that was never asked for.
    package func finish() {
        for member in members where !asked.contains(member.key) && !refused.contains(member.key) {
            let nearest = Suggestion.nearest(to: member.key, among: asked)
            diagnostics.error(
                .unknownField, "unknown field `\(member.key)` in \(title)", at: member.keySpan,
                label: nearest.map { "did you mean `\($0)`?" },
                help: nearest == nil ? "known are \(asked.map { "`\($0)`" }.joined(separator: ", "))" : nil)
        }
    }

    private var title: String { ConfigNode.title(name) }
}
