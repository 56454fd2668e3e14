internal import Yams

/// Turning the YAML parser's errors into diagnostics.
extension YAMLDocument {
    static func report(_ error: YamlError, _ source: SourceFile, _ diagnostics: Diagnostics) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            diagnostics.error(
                .yaml, problem, at: span(mark, source),
                notes: context.map { ["\($0.text), which began on line \($0.mark.line)"] } ?? [],
                help: help(problem, source.line(mark.line), column: mark.column))
        case .composer(let context, let problem, let mark, _):
            let severalDocuments = context != nil
            diagnostics.error(
                .yaml, severalDocuments ? "a second document begins here" : problem, at: span(mark, source),
                help: severalDocuments
                    ? "put it into a file of its own"
                    : help(problem, source.line(mark.line), column: mark.column))
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            let first = span(context.mark, source, length: key.unicodeScalars.count)
            let second = repetition(of: key, after: first)
            diagnostics.error(
                .yaml, "the key `\(key)` stands twice in one mapping", at: second ?? first,
                notes: second == nil ? [] : ["it stands first on line \(first.line)"])
        case .reader(let problem, _, _, _):
            diagnostics.error(.yaml, problem, at: controlCharacter(in: source))
        default:
            diagnostics.error(
                .yaml, "the file can't be parsed", at: SourceSpan(source: source, line: 1, column: 1))
        }
    }

    /// What is mostly wrong where the parser says this.
    private static func help(_ problem: String, _ line: String, column: Int) -> String? {
        let first = line.unicodeScalars.dropFirst(max(0, column - 1)).first
        return switch problem {
        case _ where problem.hasPrefix("did not find expected ','"):
            "close the bracket before this, or put a text with brackets, braces or commas in single quotes"
        case _ where problem.hasPrefix("did not find expected"):
            "indent fields of one mapping alike; a text with `: `, ` #`, brackets or quotes needs single quotes"
        case "mapping values are not allowed in this context":
            "indent the line like the one before it; a text with `: ` needs single quotes"
        case "found character that cannot start any token":
            first == "\t"
                ? "indent with blanks, not with tabs" : "a text that begins with this needs single quotes"
        case "found undefined alias": "a text that begins with `*` needs single quotes"
        case "found unknown escape character":
            "use single quotes, in which a backslash is only a backslash"
        case "found unexpected end of stream": "close the quote"
        default: nil
        }
    }

    private static func span(_ mark: Mark, _ source: SourceFile, length: Int = 1) -> SourceSpan {
        SourceSpan(source: source, line: max(1, mark.line), column: max(1, mark.column), length: length)
    }

    /// The next line that has the same key in the same column.
    private static func repetition(of key: String, after first: SourceSpan) -> SourceSpan? {
        guard !key.isEmpty, first.line < first.source.lineCount else { return nil }
        for number in (first.line + 1)...first.source.lineCount {
            let rest = first.source.line(number).unicodeScalars.dropFirst(first.column - 1)
            if rest.starts(with: key.unicodeScalars),
                rest.dropFirst(key.unicodeScalars.count).first(where: { $0 != " " }) == ":"
            {
                return SourceSpan(
                    source: first.source, line: number, column: first.column, length: first.length)
            }
        }
        return nil
    }

    /// The first character that YAML doesn't allow.
    private static func controlCharacter(in source: SourceFile) -> SourceSpan {
        for number in 1...max(1, source.lineCount) {
            let scalars = source.line(number).unicodeScalars
            let column = scalars.enumerated().first {
                ($0.element.value < 0x20 && $0.element != "\t") || (0x7F...0x9F).contains($0.element.value)
                    || [0xFEFF, 0xFFFE, 0xFFFF].contains($0.element.value)
            }
            if let column {
                return SourceSpan(source: source, line: number, column: column.offset + 1)
            }
        }
        return SourceSpan(source: source, line: 1, column: 1)
    }
}
