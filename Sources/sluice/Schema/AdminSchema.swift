import SluiceGateway
import SluiceRules

/// The JSON Schemas of what commands say of a running proxy, and of a line of its decision log.
enum AdminSchema {
    private static let text = ReportSchema.text
    private static let count = ReportSchema.count

    /// What a reload came to.
    static let reload = ReportSchema.members([
        ("result", Schema.choice(ReloadOutcome.Result.allCases.map(\.rawValue))),
        ("cause", Schema.choice(ReloadOutcome.Cause.allCases.map(\.rawValue))), ("at", text),
        ("digest", text),
        ("needs_restart", ReportSchema.list(text)), ("complaints", ReportSchema.list(text)),
    ])

    /// How a proxy stands.
    static let status = ReportSchema.members([
        ("state", Schema.choice(["serving", "draining"])), ("troubles", ReportSchema.list(text)),
        ("started", text),
        ("uptime_seconds", count),
        (
            "rules",
            ReportSchema.members([
                ("count", count), ("files", count), ("digest", text), ("in_force_since", text),
            ])
        ), ("last_reload", ReportSchema.orNull(reload)),
        (
            "certificates",
            ReportSchema.list(
                ReportSchema.members([("listener", text), ("expires", text), ("broken", ReportSchema.flag)]))
        ),
        ("upstreams", ReportSchema.list(ReportSchema.members([("name", text), ("address", text)]))),
        ("routes", ReportSchema.list(ReportSchema.members([("name", text)]))), ("connections", count),
        ("exchanges_open", count), ("streams_active", count), ("exchanges", count),
    ])

    /// A line of the decision log; what isn't known of an exchange isn't there.
    static let decision = ReportSchema.members(
        [
            ("ts", text), ("event", text),
            ("outcome", Schema.choice(ExchangeOutcome.allCases.map(\.rawValue))),
            ("ms", count),
        ],
        optional: [
            ("client", text), ("client_tags", ReportSchema.list(text)), ("route", text), ("dialect", text),
            ("status", count), ("trace", text), ("level", text), ("fault", text), ("rules_digest", text),
            ("hits", ReportSchema.list(hit)), ("receipt", ReportSchema.receipt),
        ])

    private static let hit = ReportSchema.members([
        ("rule", text), ("severity", Schema.choice(Severity.allCases.map(\.rawValue))),
        ("action", ReportSchema.action), ("mode", Schema.choice(["shadow", "enforce"])),
        ("target", ReportSchema.target), ("span", ReportSchema.list(count)), ("source", text),
    ])
}
