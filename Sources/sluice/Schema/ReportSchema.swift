import SluiceRules
import SluiceWire

/// The JSON Schemas of what commands write with `--format json`.
///
/// A report may have more members than its schema names: they are added in later versions, never renamed.
enum ReportSchema {
    /// A report's schema as a document of its own.
    static func document(_ command: String, _ schema: JSONValue) -> JSONValue {
        guard case .object(let members) = schema else { return schema }
        let subject =
            switch command {
            case "scan": "the hits of one text"
            case "tap": "a line of the decision log"
            default: "the report for a machine"
            }
        return .object([Schema.draft, ("title", .string("sluice \(command): \(subject)"))] + members)
    }

    static let text = Schema.type("string")
    static let count = JSONValue.object([("type", .string("integer")), ("minimum", .integer(0))])
    static let number = Schema.type("number")
    static let flag = Schema.type("boolean")

    /// An object that has all of these members, and may have others.
    static func members(_ fields: [(String, JSONValue)], optional: [(String, JSONValue)] = []) -> JSONValue {
        .object([
            ("type", .string("object")), ("required", .array(fields.map { .string($0.0) })),
            ("properties", .object(fields + optional)),
        ])
    }

    static func orNull(_ schema: JSONValue) -> JSONValue {
        Schema.any([schema, Schema.type("null")])
    }

    static func list(_ element: JSONValue) -> JSONValue { Schema.list(of: element) }

    static let action = Schema.choice(Action.allCases.map(\.rawValue))
    static let target = Schema.choice(Target.allCases.map(\.rawValue))

    /// What was looked at, as in the decision log: bytes by kind of text, and by place.
    static let receipt = members(
        ["scanned", "opaque", "unknown", "unread"].map { ($0, Schema.named(count)) })

    // MARK: Commands

    static let test = members(
        [
            ("examples", count), ("failures", count), ("errors", list(text)),
            (
                "cases",
                list(
                    members(
                        [
                            ("name", text), ("rule", orNull(text)), ("file", text), ("line", count),
                            ("splits", count), ("ok", flag), ("messages", list(text)),
                        ], optional: [("receipt", receipt)]))
            ),
        ],
        optional: [
            (
                "coverage",
                members([
                    ("percent", Schema.integer(0...100)), ("total", count), ("phrases", count),
                    ("phrases_found", count),
                    (
                        "untested",
                        list(
                            members([
                                (
                                    "kind",
                                    Schema.choice(RuleCoverage.Item.Kind.allCases.map(\.rawValue))
                                ), ("rule", orNull(text)), ("name", text), ("file", orNull(text)),
                                ("line", orNull(count)),
                            ]))
                    ),
                ])
            )
        ])

    /// The report of a text, or of recordings, or an event's line of the decision log.
    static let explanation = Schema.any([
        members([
            ("findings", list(finding)), ("rules", count), ("blocked", flag), ("output", text),
        ]),
        members([("exchanges", list(members(exchangeEnd + [("texts", list(passage))]))), ("rules", count)]),
        AdminSchema.decision,
    ])

    private static let finding = members([
        ("rule", text), ("start", count), ("end", count), ("hit", flag), ("refused_by", list(text)),
        ("acts", flag),
        (
            "standing",
            Schema.choice(Explanation.Standing.allCases.map(ExplainReport.name(of:)))
        ),
        ("action", action), ("source", text), ("text", text),
    ])

    private static let passage = members([
        ("target", target), ("place", orNull(text)), ("events", orNull(list(count))), ("earlier", flag),
        ("joined", flag), ("repeat", flag), ("characters", count), ("blocked", flag),
        ("findings", list(finding)),
    ])

    /// How a recorded exchange ends.
    private static let exchangeEnd: [(String, JSONValue)] = [
        ("name", text), ("file", text), ("label", orNull(text)), ("outcome", verdict), ("status", count),
        ("refusal", orNull(text)), ("forwarded", flag),
        (
            "hits",
            list(
                members([
                    ("rule", text), ("target", target), ("start", count), ("end", count),
                    ("action", action), ("shadow", flag),
                ]))
        ),
    ]

    static let hits = list(
        members(
            [("rule", text), ("start", count), ("end", count), ("action", action)],
            optional: [("shadow", flag)]))

    static let replay = members([
        (
            "exchanges",
            list(
                members(
                    exchangeEnd + [
                        ("held_bytes", count), ("receipt", receipt), ("cuts", count),
                        ("failures", list(text)),
                        ("again", list(text)),
                    ]))
        ), ("failures", count),
    ])

    static let diff = members(
        [("exchanges", count)]
            + ReplayDiff.Kind.allCases.map { ($0.rawValue.replacing("-", with: "_"), count) } + [
                (
                    "changed",
                    list(
                        members([
                            ("name", text), ("label", orNull(text)), ("before", verdict), ("after", verdict),
                        ]))
                ),
                (
                    "rules",
                    list(
                        members([
                            ("rule", text), ("new", count), ("gone", count), ("example", orNull(text)),
                        ]))
                ), ("crossed", list(text)),
            ])

    private static let verdict = Schema.choice(ReplayOutcome.Verdict.allCases.map(\.rawValue))
}
