/// One value of a YAML file, with its place.
///
/// Scalars keep their text: `no`, `12:30` and `0x1F` are what the author wrote, and the field that reads a
/// scalar decides what it means.
package struct ConfigNode: Sendable {
    /// How a scalar was written.
    package enum Style: Sendable {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
    }

    /// The three shapes of a value.
    package enum Content: Sendable {
        case scalar(String, Style)
        case sequence([ConfigNode])
        case mapping([ConfigMember])
    }

    package let content: Content
    package let source: SourceFile
    /// The line of the value's first character, from 1.
    package let line: Int
    /// The column of the value's first character, from 1, in Unicode scalars.
    package let column: Int

    package init(content: Content, source: SourceFile, line: Int, column: Int) {
        self.content = content
        self.source = source
        self.line = line
        self.column = column
    }

    package var location: SourceLocation {
        SourceLocation(file: source.path, line: line, column: column)
    }

    /// The text of a scalar; nil for a list or a mapping.
    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Whether the value is empty, `~` or `null`, unquoted.
    package var isNull: Bool {
        if case .scalar(let text, .plain) = content {
            ["", "~", "null", "Null", "NULL"].contains(text)
        } else {
            false
        }
    }

    /// How much of a value stands in a message.
    private static let shownLength = 80

    /// The value or its kind, for messages.
    package var kindName: String {
        switch content {
        case .scalar(let text, _):
            isNull
                ? "nothing" : "`\(text.prefix(Self.shownLength))\(text.count > Self.shownLength ? "…" : "")`"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
