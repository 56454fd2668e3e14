/// What one kind of complaint means, for an author who meets it for the first time.
package struct DiagnosticGuide: Sendable {
    /// The complaint in one line, without a full stop.
    package let title: String
    /// Why it is made.
    package let meaning: String
    /// A rule file that makes it; empty for a complaint about files that are not there.
    package let example: String
    /// What to do.
    package let mending: String

    init(_ title: String, meaning: String, example: String, mending: String) {
        self.title = title
        self.meaning = meaning
        self.example = example
        self.mending = mending
    }

    /// The guide as a person reads it, with a line feed at its end.
    package func text(of code: DiagnosticCode) -> String {
        let indented = example.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty ? "" : "    " + line
        }
        let lines = ["\(code.rawValue): \(title)", ""] + Self.wrapped(meaning) + [""]
        let shown = example.isEmpty ? [] : ["For example:", ""] + indented + [""]
        return (lines + shown + Self.wrapped(mending)).joined(separator: "\n") + "\n"
    }

    private static let width = 80

    private static func wrapped(_ text: String) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if line.count + 1 + word.count <= width {
                lines[lines.count - 1] = line + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
