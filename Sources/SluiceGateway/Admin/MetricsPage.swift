import SluicePipeline
import SluiceRules
import SluiceWire

/// What a gateway counted, as Prometheus reads it.
///
/// Labels take their values from the configuration, the rules and fixed lists, so that no client can make up new ones.
struct MetricsPage {
    let state: Reloader.State
    let tally: Tally
    private var page = MetricsText()

    init(state: Reloader.State, tally: Tally) {
        self.state = state
        self.tally = tally
    }

    /// The whole page.
    var text: String {
        var copy = self
        copy.exchanges()
        copy.rules()
        copy.texts()
        copy.connections()
        copy.reloads()
        return copy.page.text
    }

    private mutating func exchanges() {
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
        page.family("sluice_filter_seconds", .histogram, "The time that judging a request took.")
        page.sample("sluice_filter_seconds", [("phase", "request")], tally.judging)
        page.family(
            "sluice_upstream_seconds", .histogram,
            "From sending a request up to the head of the answer, by upstream and class of the status.")
        for (answer, times) in tally.answers.sorted(by: { $0.key < $1.key }) {
            page.sample(
                "sluice_upstream_seconds", [("upstream", answer.upstream), ("code", answer.code)], times)
        }
    }

    private mutating func rules() {
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
    }

    /// Texts by what became of them; those that weren't scanned for a target have the side alone.
    private mutating func texts() {
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
    }

    private mutating func connections() {
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

    /// The rules in force, and what came of reading them again.
    private mutating func reloads() {
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
        page.family("sluice_reload_total", .counter, "Reloads by what came of them.")
        for result in ReloadOutcome.Result.allCases {
            page.sample("sluice_reload_total", [("result", result.rawValue)], state.counts[result] ?? 0)
        }
        page.family("sluice_build_info", .gauge, "The version that runs.")
        page.sample("sluice_build_info", [("version", EngineVersion.current.description)], 1)
    }
}
