/// The JSON Schema of what `sluice bench` says.
enum BenchSchema {
    static let report = ReportSchema.members([
        ("version", ReportSchema.count),
        ("text", ReportSchema.members([("path", ReportSchema.text), ("bytes", ReportSchema.count)])),
        ("target", ReportSchema.text), ("level", ReportSchema.text),
        ("rules", counts("active", "deciding", "observing")), ("load_ms", ReportSchema.number),
        ("prepare_ms", ReportSchema.number), ("rounds", ReportSchema.count),
        ("piece_bytes", ReportSchema.count), ("stream_bytes", ReportSchema.count), ("whole_64k", measure),
        ("whole_file", measure), ("pieces", pieces), ("held_bytes", distribution),
        (
            "stream_memory_bytes",
            ReportSchema.members([
                ("fresh", ReportSchema.count), ("mean", ReportSchema.number), ("max", ReportSchema.count),
            ])
        ),
        (
            "per_rule",
            ReportSchema.list(
                ReportSchema.members([
                    ("id", ReportSchema.text), ("whole_64k", measure), ("pieces", pieces),
                    ("held_bytes", distribution),
                ]))
        ),
    ])

    private static let spread = ReportSchema.members(
        ["median", "min", "max"].map { ($0, ReportSchema.number) })

    private static let measure = ReportSchema.members([
        ("mb_per_second", spread), ("bytes", ReportSchema.count), ("hits", ReportSchema.count),
    ])

    private static let pieces = ReportSchema.members([
        ("mb_per_second", spread), ("ns_per_piece", spread), ("bytes", ReportSchema.count),
        ("hits", ReportSchema.count),
    ])

    private static let distribution = ReportSchema.members(
        [("mean", ReportSchema.number)] + ["p50", "p99", "max"].map { ($0, ReportSchema.count) })

    private static func counts(_ names: String...) -> JSONValue {
        ReportSchema.members(names.map { ($0, ReportSchema.count) })
    }
}
