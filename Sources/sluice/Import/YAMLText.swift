/// Texts in rule files that are written by commands.
enum YAMLText {
    /// A YAML scalar on one line: in single quotes, or in double quotes where there is a line break or a control character.
    static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return "'" + text.replacing("'", with: "''") + "'"
        }
        return JSONValue.string(text).description
    }
}
