import SluicePipeline
import SluiceRules
import SluiceWire

/// What a gateway's event loops counted, and the rules in force, as Prometheus reads it.
///
/// Labels take their values from the configuration, the rules and fixed lists, so that no client can make up new ones.
struct MetricsPage {
    let state: Reloader.State
    let tally: Tally

    /// Writes all families.
    func write(to page: inout MetricsText) {
        writeExchanges(to: &page)
        writeRules(to: &page)
        writeTexts(to: &page)
        writeConnections(to: &page)
        writeRulesInForce(to: &page)
    }

    private func writeExchanges(to page: inout MetricsText) {
        let name = "sluice_requests_total"
        page.family(name, .counter, "Exchanges that ended, by route, dialect and outcome.")
        for (kind, count) in tally.exchanges.sorted(by: { $0.key < $1.key }) {
            page.sample(
                name,
                [
                    ("route", kind.route ?? "none"), ("protocol", kind.dialect),
                    ("stream", kind.isStream ? "true" : "false"), ("outcome", kind.outcome.rawValue),
                ], count)
        }
        writeTimes(to: &page)
        page.family(
            "sluice_upstream_seconds", .histogram,
            "From sending a request up to the head of the answer, by upstream and class of the status.")
        for (answer, times) in tally.answers.sorted(by: { $0.key < $1.key }) {
            page.sample(
                "sluice_upstream_seconds", [("upstream", answer.upstream), ("code", answer.code)], times)
        }
    }

    private func writeRules(to page: inout MetricsText) {
        page.family("sluice_rule_hits_total", .counter, "Hits of rules.")
        for (hit, count) in tally.hits.sorted(by: { $0.key < $1.key }) {
            page.sample(
                "sluice_rule_hits_total",
                [
                    ("rule", hit.rule), ("action", hit.action.rawValue),
                    ("mode", hit.isShadow ? "shadow" : "enforce"), ("target", hit.target.rawValue),
                ], count)
        }
        page.family(
            "sluice_rule_limits_total", .counter, "Hits that `on_limit` decided, since the engine gave up.")
        for (rule, count) in tally.ruleLimits.sorted(by: { $0.key < $1.key }) {
            page.sample("sluice_rule_limits_total", [("rule", rule), ("limit", "match")], count)
        }
        page.family(
            "sluice_rule_exceptions_total", .counter, "Hits of rules that an exception took away.")
        for (rule, count) in tally.ruleExceptions.sorted(by: { $0.key < $1.key }) {
            page.sample("sluice_rule_exceptions_total", [("rule", rule)], count)
        }
        writeRuleCosts(to: &page)
    }

    /// What filtering costs, and how long it holds texts back.
    private func writeTimes(to page: inout MetricsText) {
        let name = "sluice_filter_seconds"
        page.family(
            name, .histogram,
            "request: the time that judging a request took. first_text: in streams, from the read that brought the first text until text left. stream: the time that filtering a streamed answer took, of \(sampled)."
        )
        page.sample(name, [("phase", "request")], tally.judging)
        page.sample(name, [("phase", "first_text")], tally.texts.first)
        page.sample(name, [("phase", "stream")], tally.filtering)
        page.family(
            "sluice_holdback_seconds", .histogram,
            "How long text of a streamed answer waited for a decision, each time that some had to.")
        page.sample("sluice_holdback_seconds", [], tally.texts.holds)
        page.family(
            "sluice_holdback_characters", .histogram,
            "The most characters that waited at a time, each time that some had to.")
        page.sample("sluice_holdback_characters", [], tally.texts.heldCharacters)
    }

    /// Of which exchanges something is measured, in words.
    private var sampled: String { "one exchange in \(LoopState.measuredInterval)" }

    private func writeRuleCosts(to page: inout MetricsText) {
        let costs = tally.ruleCosts.sorted { $0.key < $1.key }
        page.family(
            "sluice_rule_evals_total", .counter,
            "How often a rule's regex ran at a place where it may begin, or the conditions of its keyword were looked at; \(sampled) is counted."
        )
        for (rule, cost) in costs { page.sample("sluice_rule_evals_total", [("rule", rule)], cost.runs) }
        page.family(
            "sluice_rule_eval_seconds_total", .counter,
            "The time that this took, in the same exchanges.")
        for (rule, cost) in costs {
            page.sample(
                "sluice_rule_eval_seconds_total", [("rule", rule)], Double(cost.nanoseconds) / 1e9)
        }
    }

    /// Texts by what became of them; those that weren't scanned for a target have the side alone.
    private func writeTexts(to page: inout MetricsText) {
        let name = "sluice_text_bytes_total"
        page.family(name, .counter, "Bytes of texts, by target and by what became of them.")
        for target in Target.allCases {
            page.sample(
                name, [("target", target.rawValue), ("kind", "scanned")], tally.receipt.scanned(target))
        }
        for side in [Target.Side.request, .response] {
            for (kind, bytes) in [
                ("opaque", tally.receipt.passed(side)), ("unknown", tally.receipt.unknown(side)),
                ("unread", tally.receipt.unread(side)),
            ] {
                page.sample(name, [("target", "\(side)"), ("kind", kind)], bytes)
            }
        }
        let unknown = "sluice_unknown_events_total"
        page.family(
            unknown, .counter,
            "Events of streams, and answers in one piece, with text in a place that no table names.")
        for dialect in Set(tally.exchanges.keys.map(\.dialect)).union(tally.unknownEvents.keys).sorted() {
            page.sample(unknown, [("protocol", dialect)], tally.unknownEvents[dialect] ?? 0)
        }
    }

    private func writeConnections(to page: inout MetricsText) {
        page.single(
            "sluice_streams_active", .gauge, "Exchanges that wait for an upstream or relay its answer.",
            tally.activeStreams)
        page.single(
            "sluice_exchanges_open", .gauge, "Exchanges that have begun and not ended.", tally.openExchanges)
        page.single("sluice_connections", .gauge, "Connections of clients.", tally.connections)
        page.single(
            "sluice_upstream_retries_total", .counter, "Requests sent again on a new connection.",
            tally.retries)
        page.single(
            "sluice_connections_refused_total", .counter, "Connections beyond the limit.", tally.overloads)
        for (log, lost) in tally.lostLines.sorted(by: { $0.key < $1.key }) {
            page.single(
                "sluice_\(log)_log_dropped_total", .counter, "Lines that the log couldn't keep.", lost)
        }
    }

    /// The rules in force, and whether reading them again failed.
    private func writeRulesInForce(to page: inout MetricsText) {
        let rules = state.configuration.rules
        page.family("sluice_rules_info", .gauge, "The number of rules in force, and their digest.")
        page.sample("sluice_rules_info", [("digest", rules.digest)], rules.rules.count)
        page.family("sluice_rules_loaded", .gauge, "The rules in force by their state.")
        for state in RuleState.allCases {
            page.sample(
                "sluice_rules_loaded", [("state", state.rawValue)], rules.rules.count { $0.state == state })
        }
        page.single(
            "sluice_rules_stale", .gauge, "1 when the last reload failed.", state.isStale ? 1 : 0)
        page.single(
            "sluice_rules_last_reload_successful", .gauge, "0 when the last reload failed.",
            state.isStale ? 0 : 1)
        page.single(
            "sluice_rules_last_change_timestamp_seconds", .gauge, "Since when the rules are in force.",
            state.since.milliseconds / 1000)
        page.family("sluice_build_info", .gauge, "The version that runs.")
        page.sample("sluice_build_info", [("version", EngineVersion.current.description)], 1)
    }
}
