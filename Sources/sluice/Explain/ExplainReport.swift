package import SluiceRules

/// An explanation, written for a person or for a machine.
package struct ExplainReport {
    let explanation: Explanation
    let rules: TextRules

    package init(_ explanation: Explanation, _ rules: TextRules) {
        self.explanation = explanation
        self.rules = rules
    }

    /// The report for a machine; members are added in later versions, never renamed.
    ///
    /// `findings` has for each match `rule`, `start` and `end` in code points, `hit` (whether the rule's conditions hold),
    /// `refused_by` (those that don't), `acts` (whether a client's text would change or be recorded), `standing` (`acts`,
    /// `shadow`, `off`, `above_level`, `other_target`, `earlier_message`), `action`, `source`, the line of the keyword or of
    /// the rule, and `text`, what was found.
    package var json: JSONValue {
        .object([
            ("findings", .array(findings)), ("rules", .integer(rules.set.rules.count)),
            ("blocked", .boolean(explanation.isBlocked)),
            ("output", .string(String(decoding: explanation.output, as: UTF8.self))),
        ])
    }

    /// The findings for a machine, in the order of the text.
    var findings: [JSONValue] {
        var position = CodePointPosition(explanation.text)
        let ordered = explanation.findings.sorted { $0.span.lowerBound < $1.span.lowerBound }
        return ordered.map { finding -> JSONValue in
            let rule = rules.set.rules[finding.rule]
            let start = position.codePoints(before: finding.span.lowerBound)
            var end = position
            return .object([
                ("rule", .string(rule.id)), ("start", .integer(start)),
                ("end", .integer(end.codePoints(before: finding.span.upperBound))),
                ("hit", .boolean(finding.refusedBy.isEmpty)),
                ("refused_by", .array(finding.refusedBy.map { .string($0.description) })),
                ("acts", .boolean(finding.refusedBy.isEmpty && finding.standing == .acts)),
                ("standing", .string(Self.name(of: finding.standing))),
                ("action", .string(rule.action(atLevel: rules.level).rawValue)),
                ("source", .string(rule.source(ofElement: finding.element).description)),
                ("text", .string(String(decoding: explanation.text[finding.span], as: UTF8.self))),
            ])
        }
    }

    /// How a report for a machine calls what becomes of a hit.
    static func name(of standing: Explanation.Standing) -> String {
        switch standing {
        case .acts: "acts"
        case .shadow: "shadow"
        case .off: "off"
        case .aboveLevel: "above_level"
        case .otherTarget: "other_target"
        case .earlierMessage: "earlier_message"
        }
    }
}
