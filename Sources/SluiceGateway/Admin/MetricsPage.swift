import SluicePipeline
import SluiceRules
import SluiceWire

/// The counters in the text format of Prometheus.
struct MetricsPage {
    let configuration: GatewayConfiguration
    let tally: Tally

    var text: String {
        var lines: [String] = []
        let routes = configuration.routes.routes
        metric("sluice_requests_total", "counter", "Exchanges that ended, by route and outcome.", &lines)
        for (kind, count) in tally.exchanges.sorted(by: {
            ($0.key.route, $0.key.outcome.rawValue) < ($1.key.route, $1.key.outcome.rawValue)
        }) {
            let route = routes.indices.contains(kind.route) ? routes[kind.route].name : "none"
            lines.append(
                "sluice_requests_total{route=\(label(route)),outcome=\"\(kind.outcome.rawValue)\"} \(count)")
        }
        metric("sluice_rule_hits_total", "counter", "Hits of rules.", &lines)
        for (hit, count) in tally.hits.sorted(by: { $0.key.rule < $1.key.rule }) {
            let mode = hit.isShadow ? "shadow" : "enforce"
            lines.append(
                "sluice_rule_hits_total{rule=\(label(hit.rule)),action=\"\(hit.action.rawValue)\",mode=\"\(mode)\"} \(count)"
            )
        }
        texts(&lines)
        gauge(
            "sluice_streams_active", "Exchanges that wait for an upstream or relay its answer.",
            tally.activeStreams, &lines)
        gauge("sluice_connections", "Connections of clients.", tally.connections, &lines)
        metric("sluice_upstream_retries_total", "counter", "Requests sent again on a new connection.", &lines)
        lines.append("sluice_upstream_retries_total \(tally.retries)")
        metric("sluice_connections_refused_total", "counter", "Connections beyond the limit.", &lines)
        lines.append("sluice_connections_refused_total \(tally.overloads)")
        for (log, lost) in tally.lostLines.sorted(by: { $0.key < $1.key }) {
            metric("sluice_\(log)_log_dropped_total", "counter", "Lines that the log couldn't keep.", &lines)
            lines.append("sluice_\(log)_log_dropped_total \(lost)")
        }
        metric("sluice_rules_info", "gauge", "The rule set in force.", &lines)
        lines.append(
            "sluice_rules_info{digest=\"\(configuration.rules.digest)\"} \(configuration.rules.rules.count)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Texts by what became of them; those that weren't scanned for a target have the side alone.
    private func texts(_ lines: inout [String]) {
        let name = "sluice_text_bytes_total"
        metric(name, "counter", "Bytes of texts, by target and by what became of them.", &lines)
        for target in Target.allCases {
            let bytes = tally.receipt.scanned(target)
            lines.append("\(name){target=\"\(target.rawValue)\",kind=\"scanned\"} \(bytes)")
        }
        for side in [Target.Side.request, .response] {
            for (kind, bytes) in [
                ("opaque", tally.receipt.passed(side)), ("unknown", tally.receipt.unknown(side)),
                ("unread", tally.receipt.unread(side)),
            ] {
                lines.append("\(name){target=\"\(side)\",kind=\"\(kind)\"} \(bytes)")
            }
        }
    }

    private func metric(_ name: String, _ type: String, _ help: String, _ lines: inout [String]) {
        lines.append("# HELP \(name) \(help)")
        lines.append("# TYPE \(name) \(type)")
    }

    private func gauge(_ name: String, _ help: String, _ value: Int, _ lines: inout [String]) {
        metric(name, "gauge", help, &lines)
        lines.append("\(name) \(value)")
    }

    /// The value of a label, which has three escapes (Prometheus text format 0.0.4).
    private func label(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
