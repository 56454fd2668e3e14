/// A text file that diagnostics point into.
///
/// Lines end where YAML 1.1 ends them: LF, CR, CRLF, U+0085, U+2028, U+2029.
package final class SourceFile: Sendable {
    /// The path, as it was given.
    package let path: String
    /// The text, without a leading byte order mark.
    package let text: String
    private let lines: [String]

    package init(path: String, text: String) {
        self.path = path
        self.text = text
        self.lines = Self.split(text)
    }

    /// The number of lines.
    package var lineCount: Int { lines.count }

    /// One line without its end.
    ///
    /// - Parameter number: The line, from 1. Any other number yields an empty line.
    package func line(_ number: Int) -> String {
        lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }

    private static func split(_ text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var endsWithReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\n", endsWithReturn {
                endsWithReturn = false
                continue
            }
            endsWithReturn = scalar == "\r"
            switch scalar {
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
                lines.append(String(line))
                line.removeAll()
            default:
                line.append(scalar)
            }
        }
        lines.append(String(line))
        return lines
    }
}
