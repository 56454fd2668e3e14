import SluiceRules
import SluiceWire

/// Searches whole texts and reports every hit.
package struct TextScan: Sendable {
    private let rules: TextRules
    private let selection: RuleSelection?

    package init(_ rules: TextRules) {
        self.rules = rules
        selection = rules.selection
    }

    /// The hits in a text by their place, as `rule`, `start`, `end` (in code points), `action` and, in shadow, `shadow`.
    package func hits(in text: [UInt8]) -> JSONValue {
        var position = CodePointPosition(text)
        return .array(search(text).map { json($0, &position) })
    }

    /// The hits in a text for a person, each with the line it stands in; empty without any.
    ///
    /// - Parameter place: Where the text comes from, `answers.txt:3`.
    package func report(_ text: [UInt8], at place: String, _ style: Style) -> (text: String, hits: Int) {
        var position = CodePointPosition(text)
        let hits = search(text)
        let lines = hits.flatMap { hit -> [String] in
            let start = position.codePoints(before: hit.span.lowerBound)
            var end = position
            let (excerpt, marks) = TextExcerpt.around(hit.span, in: text)
            let action = hit.active.action.rawValue
            let verdict =
                hit.active.isShadow
                ? style(.notable, "in shadow: would \(action)") : style(.bad, "hit: \(action)")
            return [
                "\(PlainLine.of(place))  \(style(.bold, rules.set.rules[hit.active.rule].id))  \(verdict)",
                "  \(excerpt)",
                "  \(marks) \(start)..<\(end.codePoints(before: hit.span.upperBound))",
            ]
        }
        return (lines.map { $0 + "\n" }.joined(), hits.count)
    }

    private func search(_ text: [UInt8]) -> [TextHit] {
        var filter = TextFilter(selection, encoding: rules.target?.encoding(of: text) ?? .plain)
        filter.finish(with: text.span)
        return filter.takeHits().sorted {
            ($0.span.lowerBound, $0.span.upperBound, $0.active.rule)
                < ($1.span.lowerBound, $1.span.upperBound, $1.active.rule)
        }
    }

    private func json(_ hit: TextHit, _ position: inout CodePointPosition) -> JSONValue {
        let start = position.codePoints(before: hit.span.lowerBound)
        var end = position
        let members: [(String, JSONValue)] = [
            ("rule", .string(rules.set.rules[hit.active.rule].id)), ("start", .integer(start)),
            ("end", .integer(end.codePoints(before: hit.span.upperBound))),
            ("action", .string(hit.active.action.rawValue)),
        ]
        return .object(members + (hit.active.isShadow ? [("shadow", .boolean(true))] : []))
    }
}
