import SluiceRules
import SluiceWire

extension ExplainReport {
    /// The report for a person.
    package func text(_ style: Style) -> String {
        var lines: [String] = []
        for finding in explanation.findings { lines += self.lines(finding, style) }
        let silent = rules.set.rules.count - Set(explanation.findings.map(\.rule)).count
        if !explanation.findings.isEmpty { lines.append("") }
        lines.append("\(Count.of(silent, "other rule")) found nothing")
        lines.append(result)
        return lines.joined(separator: "\n") + "\n"
    }

    private var result: String {
        if explanation.output == explanation.text && !explanation.isBlocked {
            return "the text stays as it is"
        }
        let output = PlainLine.of(String(decoding: explanation.output, as: UTF8.self))
        return (explanation.isBlocked ? "blocked; delivered before it: " : "delivered: ") + output
    }

    /// What is said of one finding.
    func lines(_ finding: Explanation.Finding, _ style: Style) -> [String] {
        let rule = rules.set.rules[finding.rule]
        let (excerpt, marks) = TextExcerpt.around(finding.span, in: explanation.text)
        var position = CodePointPosition(explanation.text)
        let start = position.codePoints(before: finding.span.lowerBound)
        let end = position.codePoints(before: finding.span.upperBound)
        var lines = [
            style(.bold, rule.id) + "  " + verdict(finding, rule, style),
            "  text        \(excerpt)",
            "              \(marks) \(start)..<\(end)",
            "  matched by  \(origin(finding, rule))",
        ]
        lines += finding.refusedBy.map { "  refused by  \($0)" }
        if finding.isLimit { lines.append("  limit       the engine gave up here, and `on_limit` decided") }
        return lines
    }

    private func verdict(_ finding: Explanation.Finding, _ rule: Rule, _ style: Style) -> String {
        guard finding.refusedBy.isEmpty else { return style(.dim, "no hit") }
        let action = rule.action(atLevel: rules.level).rawValue
        return switch finding.standing {
        case .acts: style(.bad, "hit: \(action)")
        case .shadow: style(.notable, "in shadow: would \(action)")
        case .off: style(.dim, "off: would \(action)")
        case .aboveLevel:
            style(.dim, "not active below level \(TextRules.levels[rule.level]): would \(action) there")
        case .otherTarget:
            style(.dim, "looks only at \(rule.targets.map(\.rawValue).joined(separator: ", "))")
        case .earlierMessage: style(.dim, "looks only at new messages: would \(action) there")
        }
    }

    private func origin(_ finding: Explanation.Finding, _ rule: Rule) -> String {
        let source = rule.source(ofElement: finding.element)
        return rule.keywordOrigins.isEmpty ? "the regex of \(source)" : "the keyword at \(source)"
    }
}
