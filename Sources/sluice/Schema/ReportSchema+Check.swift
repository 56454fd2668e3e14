import SluiceRules

extension ReportSchema {
    /// What `sluice check` says; what rules can cost is there only where they load.
    static let check = members(
        [
            "rules", "enforced", "shadow", "off", "examples", "splits", "word_lists", "errors", "warnings",
        ].map { ($0, count) } + [
            ("files", list(members([("path", text)] + ["rules", "examples", "splits"].map { ($0, count) }))),
            ("holds", list(members([("rule", text), ("bytes", count)]))),
            ("diagnostics", list(diagnostic)),
        ], optional: costs + [("corpus", corpus)])

    private static let diagnostic = members([
        ("severity", Schema.choice(["error", "warning"])), ("code", Schema.pattern("^SL[0-9]{3}$")),
        ("message", text), ("file", orNull(text)), ("line", orNull(count)), ("column", orNull(count)),
        ("label", orNull(text)), ("notes", list(text)), ("help", orNull(text)),
    ])

    private static let costs: [(String, JSONValue)] = [
        ("optimised", flag), ("load_ms", number), ("prepare_ms", number),
        (
            "memory",
            members(
                ["regex_bytes", "automaton_bytes", "regex_states", "keyword_states"].map { ($0, count) })
        ),
        (
            "held_per_target",
            list(members([("target", target), ("characters", count), ("bytes", count)]))
        ), ("per_rule", list(cost)),
    ]

    private static let cost = members([
        ("id", text), ("bounded", flag), ("window", orNull(count)), ("minimum", count),
        ("maximum", orNull(count)), ("hold_characters", count), ("hold_bytes", count), ("lookbehind", count),
        (
            "gate",
            members(
                [("kind", Schema.choice(["literals", "first_bytes", "always", "keywords"]))],
                optional: [("count", count), ("literals", list(text))])
        ),
        (
            "hints",
            list(members([("offset", count), ("length", count), ("text", text), ("suggestion", text)]))
        ), ("worst", orNull(worst)),
    ])

    private static let worst = members(
        [("recipe", text), ("beginning", text), ("stretch", text)]
            + ["bytes", "limits", "tried"].map { ($0, count) }
            + [("whole_ms", number)] + ["stream_ms", "pieces_ms"].map { ($0, orNull(number)) })

    private static let corpus = members([
        ("texts", count), ("characters", count), ("rules", count), ("below_without_hit", number),
        (
            "per_rule",
            list(
                members([
                    ("rule", text), ("hits", count), ("per_million", number), ("below", number),
                    ("file", orNull(text)), ("line", orNull(count)),
                ]))
        ),
    ])
}
