import SluicePipeline
import SluiceRecording
import SluiceRules
import SluiceWire

extension RecordingsExplanation {
    /// The report for a person: for each exchange the texts in which anything was found, and how it ends.
    package func text(_ style: Style) -> String {
        exchanges.map { lines($0, style).joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private func lines(_ exchange: ExchangeExplanation, _ style: Style) -> [String] {
        let outcome = exchange.outcome
        let mark: Style.Mark = outcome.verdict == .passed ? .good : .notable
        let name = PlainLine.of(outcome.item.exchange.name)
        var lines = [style(.bold, name) + "  " + style(mark, outcome.verdict.rawValue)]
        for passage in exchange.telling {
            lines.append(heading(passage.text))
            let report = ExplainReport(passage.explanation, rules)
            lines += passage.explanation.findings.flatMap { report.lines($0, style) }
            if passage.text.isSigned {
                lines.append("  signed      a signature is over this text: what would change it ends it")
            }
        }
        for hit in exchange.spread {
            let action = hit.isShadow ? "in shadow: would \(hit.action)" : "hit: \(hit.action)"
            lines.append("\(hit.rule)  \(action), in texts of \(hit.target) that are read together")
        }
        return lines + [counts(exchange), end(outcome)]
    }

    private func heading(_ text: ReadText) -> String {
        var heading = text.target.rawValue
        if !text.place.isEmpty { heading += "  " + PlainLine.of(text.place) }
        if let events = text.events {
            heading +=
                events.count == 1
                ? ", event \(events.lowerBound)" : ", events \(events.lowerBound) to \(events.upperBound)"
        }
        if !text.parts.isEmpty { heading += ", read as one text" }
        return heading + (text.isEarlier ? ", an earlier message" : "")
    }

    private func counts(_ exchange: ExchangeExplanation) -> String {
        let found = Set(exchange.passages.flatMap { $0.explanation.findings.map(\.rule) })
        return "\(Count.of(exchange.passages.count { $0.text.parts.isEmpty && !$0.text.isRepeat }, "text")), "
            + "\(Count.of(rules.set.rules.count - found.count, "other rule")) found nothing"
    }

    private func end(_ outcome: ReplayOutcome) -> String {
        let result = outcome.result
        let recorded = outcome.item.exchange
        switch outcome.verdict {
        case .passed: return "passed: both sides get what was recorded"
        case .modified:
            let parts =
                (result.forwarded == recorded.request.body ? [] : ["the provider gets a changed request"])
                + (result.body == recorded.response.body ? [] : ["the client gets a changed answer"])
            return "modified: " + parts.joined(separator: ", ")
        case .blocked where result.forwarded == nil:
            let code = result.refusal.map { " (\($0.rawValue))" } ?? ""
            return "blocked: nothing is forwarded, and the client gets status \(result.status)\(code)"
        case .blocked where result.status >= 400 && recorded.response.status < 400:
            return "blocked: nothing of the answer is delivered, and the client gets status \(result.status)"
        case .blocked:
            return "blocked: the answer ends where the blocked text would begin"
        }
    }
}
