import SluiceRules

/// A file's text by line, for edits at the places of its values.
struct SourceText {
    private let scalars: [Unicode.Scalar]
    /// Where each line begins.
    private let starts: [Int]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var starts = [0]
        for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
        self.starts = starts
    }

    var lineCount: Int { starts.count }

    /// A place as an offset; nil for one that the text doesn't have.
    func offset(line: Int, column: Int) -> Int? {
        guard starts.indices.contains(line - 1), column >= 1 else { return nil }
        let offset = starts[line - 1] + column - 1
        return offset <= scalars.count ? offset : nil
    }

    /// The scalars of a line, its end among them.
    func range(ofLine line: Int) -> Range<Int> {
        let end = line < starts.count ? starts[line] : scalars.count
        return starts[line - 1]..<end
    }

    /// Whether a line ends before an offset.
    func endsLine(at offset: Int) -> Bool {
        offset == 0 || scalars[offset - 1] == "\n"
    }

    /// The blanks that a line begins with; nil for a line that has nothing else, or only a comment.
    func indent(ofLine line: Int) -> Int? {
        let text = scalars[range(ofLine: line)]
        let blanks = text.prefix { $0 == " " }.count
        guard let first = text.dropFirst(blanks).first, !"\r\n#".unicodeScalars.contains(first) else {
            return nil
        }
        return blanks
    }

    /// Where a scalar value stands; nil where it doesn't end on the line that it begins on.
    func range(of node: ConfigNode) -> Range<Int>? {
        guard case .scalar(let text, let style) = node.content,
            let start = offset(line: node.line, column: node.column)
        else { return nil }
        let end = start + node.span.length
        guard end <= scalars.count, !text.isEmpty else { return nil }
        let written = scalars[start..<end]
        switch style {
        case .plain: return written.elementsEqual(text.unicodeScalars) ? start..<end : nil
        case .singleQuoted: return written.count > 1 && written.last == "'" ? start..<end : nil
        case .doubleQuoted: return written.count > 1 && written.last == "\"" ? start..<end : nil
        case .literal, .folded: return nil
        }
    }

    /// Where a value in brackets or braces stands, these among it; nil where it is none.
    func flowRange(at start: Int) -> Range<Int>? {
        guard scalars.indices.contains(start), scalars[start] == "[" || scalars[start] == "{" else {
            return nil
        }
        var depth = 0
        var index = start
        while index < scalars.count {
            switch scalars[index] {
            case "[", "{": depth += 1
            case "]", "}":
                depth -= 1
                if depth == 0 { return start..<(index + 1) }
            case "'", "\"":
                guard let end = endOfQuotes(at: index) else { return nil }
                index = end
                continue
            case "#" where index > 0 && " \n\t".unicodeScalars.contains(scalars[index - 1]):
                while index < scalars.count, scalars[index] != "\n" { index += 1 }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The offset behind a quoted text, if a quote that begins one stands there.
    private func endOfQuotes(at start: Int) -> Int? {
        // Inside a word a quote is one of its characters.
        if start > 0, !" ,[{:\n\t".unicodeScalars.contains(scalars[start - 1]) { return start + 1 }
        let quote = scalars[start]
        var index = start + 1
        while index < scalars.count {
            if scalars[index] == "\\", quote == "\"" {
                index += 1
            } else if scalars[index] == quote {
                guard quote == "'", index + 1 < scalars.count, scalars[index + 1] == "'" else {
                    return index + 1
                }
                index += 1
            }
            index += 1
        }
        return nil
    }

    func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        return String(text)
    }

    /// The text with parts of it replaced, that don't overlap.
    func replacing(_ edits: [(range: Range<Int>, text: String)]) -> String {
        var result = String.UnicodeScalarView()
        var position = 0
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            result.append(contentsOf: scalars[position..<edit.range.lowerBound])
            result.append(contentsOf: edit.text.unicodeScalars)
            position = edit.range.upperBound
        }
        result.append(contentsOf: scalars[position...])
        return String(result)
    }
}
