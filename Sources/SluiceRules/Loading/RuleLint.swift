internal import SluiceMatching

/// Warns about rules that load and yet hardly mean what they say.
struct RuleLint {
    let draft: RuleDraft

    func report(_ diagnostics: Diagnostics) {
        var element = 0
        for (index, part) in draft.rule.pattern.subject.parts.enumerated() {
            let node = draft.part(index).node
            switch part {
            case .regex: checkRegex(node, diagnostics)
            case .keywords(let keywords): checkKeywords(keywords, from: element, node, diagnostics)
            case .parts: break
            }
            element += part.elementCount
        }
    }

    private func checkRegex(_ node: ConfigNode, _ diagnostics: Diagnostics) {
        guard case .scalar(let text, let style) = node.content else { return }
        if style == .doubleQuoted {
            diagnostics.warning(
                .doubleQuotedRegex, "a regex in double quotes: YAML takes its backslashes",
                at: node.span, help: "use single quotes, where `''` is the only escape")
        }
        for range in RegexText(text).openQuantifiers {
            let written = String(decoding: Array(text.utf8)[range], as: UTF8.self)
            diagnostics.warning(
                .unclosedQuantifier, "this quantifier is never closed, so PCRE2 reads it as plain text",
                at: node.span(ofByte: range.lowerBound, length: range.count) ?? node.span,
                label: "matches the characters \"\(written)\"",
                help: "close it: `\(written)}`; or write `\\{` for the character")
        }
    }

    private func checkKeywords(
        _ keywords: [String], from first: Int, _ node: ConfigNode, _ diagnostics: Diagnostics
    ) {
        guard draft.rule.pattern.boundary == .none else { return }
        for (index, keyword) in keywords.enumerated() {
            let scalars = keyword.unicodeScalars
            let hasLatin = scalars.contains { $0.isASCII && $0.properties.isAlphabetic }
            guard scalars.count <= (hasLatin ? 3 : 1) else { continue }
            diagnostics.warning(
                .shortKeyword, "`\(keyword)` is short and has no boundary: it matches inside other words",
                at: span(of: draft.rule.source(ofElement: first + index), length: scalars.count, in: node),
                help: "leave `boundary` at `auto`, or except the words it stands in with `covering`")
        }
    }

    /// A keyword of the rule file itself, or the node of the list's name for one of a word list.
    private func span(of location: SourceLocation, length: Int, in node: ConfigNode) -> SourceSpan {
        let source = node.source
        guard location.file == source.path else { return node.span }
        return SourceSpan(source: source, line: location.line, column: location.column, length: length)
    }
}
