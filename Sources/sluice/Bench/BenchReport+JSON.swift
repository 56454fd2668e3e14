extension BenchReport {
    /// The report for a machine; members are added in later versions, never renamed.
    ///
    /// Times are processor time. `bytes` and `hits` of a measure are those of one round.
    package var json: JSONValue {
        .object([
            ("version", .integer(1)),
            ("text", .object([("path", .string(subject.path)), ("bytes", .integer(subject.textBytes))])),
            ("target", .string(subject.target)),
            ("level", .string(subject.level)),
            (
                "rules",
                .object([
                    ("active", .integer(subject.deciding + subject.observing)),
                    ("deciding", .integer(subject.deciding)), ("observing", .integer(subject.observing)),
                ])
            ),
            ("load_ms", .decimal(subject.loadSeconds * 1000)),
            ("prepare_ms", .decimal(subject.prepareSeconds * 1000)),
            ("rounds", .integer(subject.plan.rounds)),
            ("piece_bytes", .integer(subject.plan.pieceLength)),
            ("stream_bytes", .integer(subject.plan.streamLength)),
            ("whole_64k", Self.json(blocks)),
            ("whole_file", Self.json(file)),
            ("pieces", Self.json(pieces, isInPieces: true)),
            ("held_bytes", Self.json(streams.held)),
            (
                "stream_memory_bytes",
                .object([
                    ("fresh", .integer(streams.freshMemory)), ("mean", .decimal(streams.meanMemory)),
                    ("max", .integer(streams.greatestMemory)),
                ])
            ),
            ("per_rule", .array(rules.map(Self.json))),
        ])
    }

    private static func json(_ rule: RuleCost) -> JSONValue {
        .object([
            ("id", .string(rule.id)), ("whole_64k", json(rule.whole)),
            ("pieces", json(rule.pieces, isInPieces: true)), ("held_bytes", json(rule.streams.held)),
        ])
    }

    private static func json(_ measure: ScanMeasure, isInPieces: Bool = false) -> JSONValue {
        let perPiece = isInPieces ? [("ns_per_piece", json(measure.nanosecondsPerCall))] : []
        return .object(
            [("mb_per_second", json(measure.megabytesPerSecond))] + perPiece + [
                ("bytes", .integer(measure.bytes)), ("hits", .integer(measure.hits)),
            ])
    }

    private static func json(_ spread: Spread) -> JSONValue {
        .object([
            ("median", .decimal(spread.median)), ("min", .decimal(spread.least)),
            ("max", .decimal(spread.greatest)),
        ])
    }

    private static func json(_ distribution: Distribution) -> JSONValue {
        .object([
            ("mean", .decimal(distribution.mean)), ("p50", .integer(distribution.percentile(50))),
            ("p99", .integer(distribution.percentile(99))), ("max", .integer(distribution.greatest)),
        ])
    }
}
