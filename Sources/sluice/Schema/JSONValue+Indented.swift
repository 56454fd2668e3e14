extension JSONValue {
    /// The value over several lines, for people and editors; with a line feed at its end.
    package var indented: String { lines(indent: "") + "\n" }

    private func lines(indent: String) -> String {
        let inner = indent + "  "
        switch self {
        case .array(let values) where !isShort:
            let elements = values.map { inner + $0.lines(indent: inner) }
            return "[\n" + elements.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members) where !isShort:
            let fields = members.map { key, value in
                "\(inner)\(JSONValue.string(key)): \(value.lines(indent: inner))"
            }
            return "{\n" + fields.joined(separator: ",\n") + "\n\(indent)}"
        default: return description
        }
    }

    /// Whether the value is read at a glance on one line.
    private var isShort: Bool { description.utf8.count <= 72 }
}
