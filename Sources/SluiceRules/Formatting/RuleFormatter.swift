import SluiceWire

/// Brings rule files into one form without touching what they say.
///
/// The fields of a file and of a rule stand in one order, rules are indented by two blanks with one empty line between
/// them, lines have no blanks at their end. It works on lines, so that comments stay, each above the field that it stood
/// above; lines that it can't be sure of stay together as they are. The result is read again, and only taken if it means
/// the same.
package enum RuleFormatter {
    private static let fileFields = ["version", "pack", "defaults", "lists", "rules"]
    private static let ruleFields = [
        "id", "description", "severity", "level", "state", "tags", "targets", "scope", "normalize", "match",
        "window", "validate", "except", "action", "replacement", "code", "message", "on_limit", "examples",
        "metadata",
    ]
    private static let ruleIndent = 2

    /// A file in its form.
    ///
    /// - Returns: The text, the same one where nothing could be done without changing the meaning; nil when the file is no
    ///   YAML, which was reported.
    package static func format(path: String, bytes: [UInt8], _ diagnostics: Diagnostics) -> [UInt8]? {
        guard let root = YAMLDocument.read(path: path, bytes: bytes, diagnostics) else { return nil }
        let text = String(
            decoding: ByteOrderMark.dropped(from: bytes), as: UTF8.self)
        for trims in [true, false] {
            let result = Array(format(text, trims: trims).utf8)
            if let read = YAMLDocument.read(path: path, bytes: result, Diagnostics()), read.means(root) {
                return result
            }
        }
        return bytes
    }

    private static func format(_ text: String, trims: Bool) -> String {
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map { line in
            trims ? String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed()) : String(line)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        var file = FieldLines(lines, indent: 0)
        var head: [String] = []
        // What an empty line separates from the first field is about the file.
        if let first = file.pieces.first, let end = first.above.lastIndex(of: "") {
            head = Array(first.above[...end])
            file = FieldLines(lines.dropFirst(end + 1), indent: 0)
        }
        file.order(by: fileFields)
        var result = head
        for piece in file.pieces {
            result += piece.above + (piece.key == "rules" ? rules(piece.lines) : piece.lines)
        }
        return (collapsed(result + file.below)).joined(separator: "\n") + "\n"
    }

    /// The list of rules: each in its form, one empty line between them.
    private static func rules(_ lines: [String]) -> [String] {
        let body = lines.dropFirst()
        guard let dash = body.first(where: { isItem($0) }).map(FieldLines.indent) else { return lines }
        let starts = body.indices.filter { FieldLines.indent(of: body[$0]) == dash && isItem(body[$0]) }
        guard let first = starts.first else { return lines }
        var result = [lines[0]] + shifted(body[..<first], by: ruleIndent - dash)
        for (number, start) in starts.enumerated() {
            let next = number + 1 < starts.count ? starts[number + 1] : body.endIndex
            var end = next
            while end > start + 1, body[end - 1].isEmpty || FieldLines.isComment(body[end - 1], upTo: dash) {
                end -= 1
            }
            result += rule(Array(body[start..<end]), dash: dash)
            var between = Array(body[end..<next])
            if next < body.endIndex {
                between = between.filter { !$0.isEmpty }
                result.append("")
            }
            result += shifted(between[...], by: ruleIndent - dash)
        }
        return result
    }

    private static func rule(_ lines: [String], dash: Int) -> [String] {
        let head = lines[0].utf8.dropFirst(dash + 1)
        let inner = dash + 1 + head.prefix { $0 == UInt8(ascii: " ") }.count
        let first = String(repeating: " ", count: inner) + lines[0].dropFirst(inner)
        var fields = FieldLines([first] + lines.dropFirst(), indent: inner)
        guard fields.pieces.first?.above.isEmpty == true, !fields.pieces.isEmpty else {
            return shifted(lines[...], by: ruleIndent - dash)
        }
        fields.order(by: ruleFields)
        let blanks = String(repeating: " ", count: ruleIndent)
        var result: [String] = []
        for (number, piece) in fields.pieces.enumerated() {
            var own = shifted(piece.lines[...], by: ruleIndent + 2 - inner)
            var above = shifted(piece.above[...], by: ruleIndent + 2 - inner)
            if number == 0 {
                own[0] = blanks + "- " + own[0].dropFirst(ruleIndent + 2)
                above = above.map {
                    $0.isEmpty ? $0 : blanks + $0.dropFirst(min(ruleIndent + 2, FieldLines.indent(of: $0)))
                }
            }
            result += above + own
        }
        return result + shifted(fields.below[...], by: ruleIndent + 2 - inner)
    }

    private static func isItem(_ line: String) -> Bool {
        let rest = line.utf8.dropFirst(FieldLines.indent(of: line))
        return rest.first == UInt8(ascii: "-") && rest.dropFirst().first == UInt8(ascii: " ")
    }

    private static func shifted(_ lines: ArraySlice<String>, by columns: Int) -> [String] {
        lines.map { line in
            guard !line.isEmpty, columns != 0 else { return line }
            if columns > 0 { return String(repeating: " ", count: columns) + line }
            return String(line.dropFirst(min(-columns, FieldLines.indent(of: line))))
        }
    }

    /// Without empty lines at the beginning and with at most one at a time.
    private static func collapsed(_ lines: [String]) -> [String] {
        var result: [String] = []
        for line in lines where !line.isEmpty || result.last.map({ !$0.isEmpty }) ?? false {
            result.append(line)
        }
        return result
    }
}
