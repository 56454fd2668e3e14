/// Writes diagnostics for people: code, place, the line with a caret under it, cause and help.
///
/// Carets stand by display width: a Han character is two columns. Control characters of the file are shown as spaces,
/// and long lines are cut around the caret, so that no file can disturb the terminal.
package struct DiagnosticRenderer: Sendable {
    /// How many columns of a source line are shown.
    package var width: Int

    package init(width: Int = 120) {
        self.width = max(40, width)
    }

    /// All diagnostics by place, with an empty line behind each.
    package func render(_ diagnostics: Diagnostics) -> String {
        diagnostics.sorted.map { render($0) + "\n" }.joined(separator: "\n")
    }

    /// One diagnostic, without a line feed at its end.
    package func render(_ diagnostic: Diagnostic) -> String {
        var lines = [
            "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]: \(printable(diagnostic.message))"
        ]
        var margin = 5
        if let location = diagnostic.location {
            lines.append("  --> \(location)")
            margin = max(margin, String(location.line).count + 2)
            lines += source(diagnostic, location, margin: margin)
        }
        let gutter = String(repeating: " ", count: margin)
        lines += diagnostic.notes.map { "\(gutter)= note: \(printable($0))" }
        if let help = diagnostic.help { lines.append("\(gutter)= help: \(printable(help))") }
        return lines.joined(separator: "\n")
    }

    private func source(_ diagnostic: Diagnostic, _ location: SourceLocation, margin: Int) -> [String] {
        guard let sourceLine = diagnostic.sourceLine else { return [] }
        let gutter = String(repeating: " ", count: margin) + "| "
        let number = " \(location.line)"
        let head = number + String(repeating: " ", count: margin - number.count) + "| "
        let count = sourceLine.unicodeScalars.count
        let place = min(max(1, location.column), count + 1) - 1
        let excerpt = LineExcerpt(sourceLine, around: place, width: width)
        let column = excerpt.column(of: place)
        let end = place + min(max(1, diagnostic.length), count + 1)
        let length = max(1, excerpt.column(of: end) - column)
        var lines = [head + excerpt.text]
        var marks = String(repeating: " ", count: column) + String(repeating: "^", count: length)
        if let label = diagnostic.label { marks += " \(printable(label))" }
        guard let opener = diagnostic.opener, opener.column < location.column else {
            return lines + [gutter + marks]
        }
        let openerColumn = excerpt.column(of: max(1, opener.column) - 1)
        let blank = String(repeating: " ", count: openerColumn)
        if openerColumn < column {
            marks = blank + "-" + String(marks.dropFirst(openerColumn + 1))
        }
        lines.append(gutter + marks)
        lines.append(gutter + blank + printable(opener.label))
        return lines
    }

    private func printable(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
