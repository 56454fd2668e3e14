import NIOCore
import SluicePipeline
import SluiceRules
import SluiceWire

/// The lines of an exchange in the logs that are files: never text, keys or addresses.
extension ActiveExchange {
    /// What became of the exchange, and by which rules.
    func decisionLine(
        _ outcome: ExchangeOutcome, status: Int?, _ findings: [Finding], _ rules: RuleSet?, receipt: Receipt?
    ) -> String {
        var line = commonLine(outcome, status: status)
        line.add("level", known.map { $0.policy.levelNames[$0.level] })
        line.add("fault", faultCode(outcome))
        if let rules {
            line.add("rules_digest", rules.digest)
            line.add("hits", raw: "[" + hits(findings, rules).joined(separator: ",") + "]")
        }
        if let receipt { line.add("receipt", raw: receipt.json) }
        return line.text
    }

    /// Who asked for what, and how long it took.
    func accessLine(_ outcome: ExchangeOutcome, status: Int?) -> String {
        var line = commonLine(outcome, status: status)
        if let received = known?.received {
            line.add("method", received.method)
            line.add("path", received.loggedPath)
        }
        line.add("bytes_in", connection.bodyBytes)
        line.add("bytes_out", sentBytes)
        return line.text
    }

    private func commonLine(_ outcome: ExchangeOutcome, status: Int?) -> JSONLine {
        var line = JSONLine(at: .now)
        line.add("event", id)
        line.add("client", known?.client?.name)
        line.add("client_tags", known?.client?.terms.tags ?? [])
        line.add("route", route)
        line.add("dialect", known?.dialect.name)
        line.add("outcome", outcome.rawValue)
        line.add("status", status)
        line.add("trace", (known?.received).flatMap(TraceParent.of))
        line.add("ms", Int((NIODeadline.now() - began).nanoseconds / 1_000_000))
        return line
    }

    private func hits(_ findings: [Finding], _ rules: RuleSet) -> [String] {
        findings.compactMap { finding in
            guard rules.rules.indices.contains(finding.rule) else { return nil }
            let rule = rules.rules[finding.rule]
            let place = rule.source(ofElement: finding.element)
            return """
                {"rule":\(rule.id.quotedAsJSON),"severity":\(rule.severity.rawValue.quotedAsJSON),\
                "action":"\(finding.action.rawValue)","mode":"\(finding.isShadow ? "shadow" : "enforce")",\
                "target":"\(finding.target.rawValue)","span":[\(finding.span.lowerBound),\(finding.span.upperBound)],\
                "source":\("\(place.file):\(place.line)".quotedAsJSON)}
                """
        }
    }
}

extension RequestHead {
    /// The path without what might be a secret: a step that begins like a key, or is as long as one.
    fileprivate var loggedPath: String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { step in
            let isSecret = step.utf8.count > 40 || ["slk_", "sk-", "AIza"].contains { step.hasPrefix($0) }
            return isSecret ? "*" : String(step)
        }.joined(separator: "/")
    }
}
