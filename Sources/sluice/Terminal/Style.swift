import Glibc

/// How text is marked for a person: in colour on a terminal, not at all elsewhere.
package struct Style: Sendable {
    /// The mark of a stretch of text.
    package enum Mark: String, Sendable {
        case bold = "1"
        case dim = "2"
        case bad = "31"
        case good = "32"
        case notable = "33"
    }

    /// No marks.
    package static let plain = Style(isColoured: false)

    /// Whether marks are written.
    package let isColoured: Bool

    package init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// The style for an output: coloured on a terminal, unless `NO_COLOR` is set and not empty (no-color.org).
    package init(for output: Output) {
        let isRefused = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        self.init(isColoured: output.isTerminal && !isRefused)
    }

    /// The text with its mark.
    package func callAsFunction(_ mark: Mark, _ text: String) -> String {
        isColoured ? "\u{1B}[\(mark.rawValue)m\(text)\u{1B}[0m" : text
    }
}
