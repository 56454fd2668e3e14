import Logging
import NIOCore
import SluicePipeline
import SluiceRules
import SluiceWire

/// What is counted and logged when an exchange ends: never text, keys or addresses.
extension ActiveExchange {
    /// Counts the exchange, once, and logs it when it wasn't simply passed on, or when receipts are asked for.
    func conclude(_ outcome: ExchangeOutcome, status: Int? = nil) {
        guard phase != .ended else { return }
        loop.tally.openExchanges -= 1
        let wasForwarded = phase == .relaying
        if wasForwarded { loop.tally.activeStreams -= 1 }
        phase = .ended
        settleLimits()
        noteEndOfMeasuring()
        let findings = findings
        let rules = rules
        let dialect = dialectName ?? "none"
        tap?.conclude(outcome, findings, rules)
        if let rules {
            let kind = Tally.Kind(
                route: route, dialect: dialect, isStream: isStream, outcome: outcome)
            loop.tally.count(kind, findings: findings, rules: rules)
            if let exceptions = relay?.exchange.exceptions ?? place?.exchange?.exceptions {
                loop.tally.count(exceptions: exceptions, of: rules)
            }
        }
        if let receipt { loop.tally.count(receipt, dialect: dialect) }
        _ = hold(0)
        let status = status ?? (wasForwarded ? upstreamStatus : nil)
        if let log = loop.core.logs.access { log.write(accessLine(outcome, status: status)) }
        if loop.core.feed.isOpen {
            loop.core.feed.show(decisionLine(outcome, status: status, findings, rules, receipt: nil))
        }
        guard outcome != .answered, outcome != .passed || loop.core.logsReceipts else { return }
        guard let decisions = loop.core.logs.decisions else {
            return log(outcome, status: status, findings, rules)
        }
        let receipt = loop.core.logsReceipts ? receipt : nil
        decisions.write(decisionLine(outcome, status: status, findings, rules, receipt: receipt))
    }

    /// The exchange, whoever has it: a copy, for logs.
    var known: Exchange? { relay?.exchange ?? exchange }

    private var dialectName: String? {
        relay?.exchange.endpoint.dialect.name ?? place?.exchange?.endpoint.dialect.name
    }

    /// Gives back what the exchange took of its client's limits; before the client can ask again.
    private func settleLimits() {
        guard let lease = relay?.exchange.lease ?? place?.exchange?.lease else { return }
        let wasAnswered = (upstreamStatus ?? 200) < 400 && (fault == nil || upstreamStatus != nil)
        guard lease.countsUsage, wasAnswered, let usage = relay?.exchange.usage else {
            return lease.end(tokens: 0, cost: 0)
        }
        lease.end(tokens: usage.total, cost: (relay?.exchange.price)?.cost(of: usage) ?? 0)
    }

    private var findings: [Finding] {
        relay?.exchange.findings ?? place?.exchange?.findings ?? []
    }

    private var receipt: Receipt? {
        relay?.exchange.receipt ?? place?.exchange?.receipt
    }

    private func log(_ outcome: ExchangeOutcome, status: Int?, _ findings: [Finding], _ rules: RuleSet?) {
        var metadata: Logger.Metadata = [
            "event": .string(id), "outcome": .string(outcome.rawValue),
            "route": .string(route ?? "-"),
            "ms": .stringConvertible((NIODeadline.now() - began).nanoseconds / 1_000_000),
        ]
        if let client = known?.client {
            metadata["client"] = .string(client.name)
            if !client.terms.tags.isEmpty {
                metadata["client_tags"] = .array(client.terms.tags.map { .string($0) })
            }
        }
        if let status { metadata["status"] = .stringConvertible(status) }
        if let code = faultCode(outcome) { metadata["fault"] = .string(code) }
        if let rules { metadata["rules"] = .array(Self.names(findings, rules)) }
        if loop.core.logsReceipts, let receipt { metadata["receipt"] = .string(receipt.json) }
        loop.core.logger.info("exchange", metadata: metadata)
    }

    /// What went wrong in the provider's answer, or why the request was refused; nil where rules say why.
    func faultCode(_ outcome: ExchangeOutcome) -> String? {
        if let fault { return fault.refusal.code.rawValue }
        return outcome == .refused || outcome == .shuttingDown ? refusal?.rawValue : nil
    }

    /// The rules that hit, each once, with file and line.
    private static func names(_ findings: [Finding], _ rules: RuleSet) -> [Logger.Metadata.Value] {
        var seen: Set<Int> = []
        return findings.compactMap { finding in
            guard rules.rules.indices.contains(finding.rule), seen.insert(finding.rule).inserted else {
                return nil
            }
            let rule = rules.rules[finding.rule]
            let place = rule.source(ofElement: finding.element)
            let mode = finding.isShadow ? " shadow" : ""
            return .string("\(rule.id) \(finding.action.rawValue)\(mode) \(place.file):\(place.line)")
        }
    }

    /// How an exchange ended whose answer Sluice made before anything was forwarded.
    func outcome(ofAnswer status: Int) -> ExchangeOutcome {
        guard status >= 400 else { return .answered }
        if loop.isDraining, status == 503 { return .shuttingDown }
        return findings.contains { $0.hasEnforced(.block) } ? .blocked : .refused
    }

    /// How an exchange ended that was forwarded.
    var outcomeOfRelay: ExchangeOutcome {
        if isShutDown { return .shuttingDown }
        if fault != nil { return .upstreamFailed }
        let findings = findings
        if findings.isEmpty { return .passed }
        if findings.contains(where: { $0.hasEnforced(.block) }) {
            return sentFraming == .chunked ? .cut : .blocked
        }
        let isModified = findings.contains { $0.hasEnforced(.redact) || $0.hasEnforced(.replace) }
        return isModified ? .modified : .passed
    }
}

extension Finding {
    fileprivate func hasEnforced(_ action: Action) -> Bool { !isShadow && self.action == action }
}
