/// Where a value, or a part of it, stands in its file.
extension ConfigNode {
    /// The value for underlining: the whole of a scalar that ends on its first line, else its beginning.
    package var span: SourceSpan {
        SourceSpan(source: source, line: line, column: column, length: writtenLength)
    }

    /// A mapping's first key, or the beginning of any other value.
    package var headSpan: SourceSpan {
        if case .mapping(let members) = content, let first = members.first?.keySpan, first.line == line,
            first.column == column
        {
            return first
        }
        return span
    }

    /// The place of one byte of a scalar's text.
    ///
    /// Exact for plain and single-quoted scalars on one line and for literal blocks; nil for everything
    /// else, since YAML rewrites those.
    ///
    /// - Parameters:
    ///   - offset: UTF-8 bytes into the scalar's text; its length means the place behind the end.
    ///   - length: How many Unicode scalars to underline.
    package func span(ofByte offset: Int, length: Int = 1) -> SourceSpan? {
        guard case .scalar(let text, let style) = content, offset >= 0, offset <= text.utf8.count,
            let index = text.utf8.index(text.startIndex, offsetBy: offset).samePosition(
                in: text.unicodeScalars)
        else { return nil }
        let before = text.unicodeScalars[..<index]
        switch style {
        case .plain:
            guard written(from: column).starts(with: text.unicodeScalars) else { return nil }
            return SourceSpan(source: source, line: line, column: column + before.count, length: length)
        case .singleQuoted:
            let quoted = text.unicodeScalars.flatMap { $0 == "'" ? ["'", "'"] : [$0] }
            guard written(from: column + 1).starts(with: quoted) else { return nil }
            let doubled = before.count { $0 == "'" }
            return SourceSpan(
                source: source, line: line, column: column + 1 + before.count + doubled, length: length)
        case .literal:
            return blockSpan(text, before: before, length: length)
        case .doubleQuoted, .folded:
            return nil
        }
    }

    private func blockSpan(
        _ text: String, before: Substring.UnicodeScalarView, length: Int
    ) -> SourceSpan? {
        let contentLines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = contentLines.firstIndex(where: { !$0.isEmpty }) else { return nil }
        let indented = source.line(line + 1 + first).unicodeScalars
        let indent = indented.count - contentLines[first].count
        let row = before.count { $0 == "\n" }
        guard indent >= 0, indented.dropFirst(indent).elementsEqual(contentLines[first]),
            contentLines.indices.contains(row),
            source.line(line + 1 + row).unicodeScalars.dropFirst(indent).elementsEqual(contentLines[row])
        else { return nil }
        let column = before.reversed().prefix { $0 != "\n" }.count
        return SourceSpan(
            source: source, line: line + 1 + row, column: indent + column + 1, length: length)
    }

    /// What stands in the file on the value's line from a column on.
    private func written(from column: Int) -> Substring.UnicodeScalarView {
        Substring(source.line(line)).unicodeScalars.dropFirst(column - 1)
    }

    private var writtenLength: Int {
        guard case .scalar(let text, let style) = content else { return 1 }
        let rest = written(from: column)
        switch style {
        case .plain:
            let count = text.unicodeScalars.count
            return rest.starts(with: text.unicodeScalars) ? max(1, count) : 1
        case .singleQuoted:
            return quotedLength(rest, quote: "'", escape: nil)
        case .doubleQuoted:
            return quotedLength(rest, quote: "\"", escape: "\\")
        case .literal, .folded:
            return 1
        }
    }

    /// The length up to the closing quote, or to the line's end when the scalar goes on below.
    private func quotedLength(
        _ rest: Substring.UnicodeScalarView, quote: Unicode.Scalar, escape: Unicode.Scalar?
    ) -> Int {
        var length = 1
        var isEscaped = false
        var previousWasQuote = false
        for scalar in rest.dropFirst() {
            if previousWasQuote, scalar != quote { break }
            length += 1
            if isEscaped {
                isEscaped = false
            } else if scalar == escape {
                isEscaped = true
            } else if scalar == quote {
                if escape != nil { break }
                previousWasQuote.toggle()
            }
        }
        return length
    }
}
