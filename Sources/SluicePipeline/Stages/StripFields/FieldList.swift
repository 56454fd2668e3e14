import SluiceRules

/// Reads a list of field names of a body.
enum FieldList {
    /// The names; nil after reporting a list that is empty, names nothing or names one field twice.
    static func read(_ node: ConfigNode, _ option: String, _ diagnostics: Diagnostics) -> [String]? {
        guard let elements = node.elements(option, diagnostics) else { return nil }
        guard !elements.isEmpty else { return node.badValue(option, "the list is empty", diagnostics) }
        let errors = diagnostics.errorCount
        var names: [String] = []
        for element in elements {
            guard let name = element.string(option, diagnostics) else { continue }
            guard !names.contains(name) else {
                let _: Never? = element.badValue(option, "`\(name)` stands here twice", diagnostics)
                continue
            }
            names.append(name)
        }
        return diagnostics.errorCount == errors ? names : nil
    }
}
