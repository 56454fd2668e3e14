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
        var filter = TextFilter(selection, encoding: rules.target?.encoding(of: text) ?? .plain)
        filter.finish(with: text.span)
        let hits = filter.takeHits().sorted {
            ($0.span.lowerBound, $0.span.upperBound, $0.active.rule)
                < ($1.span.lowerBound, $1.span.upperBound, $1.active.rule)
        }
        var position = CodePointPosition(text)
        return .array(hits.map { json($0, &position) })
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
