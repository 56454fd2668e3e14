import SluiceRules
import SluiceWire

/// The JSON Schema of rule files, for editors.
package enum RuleSchema {
    package static var document: JSONValue {
        let fields = ruleFields
        return .object([
            Schema.draft, ("title", .string("Sluice rule file, version 1")), ("type", .string("object")),
            ("additionalProperties", .boolean(false)),
            ("required", .array([.string("version"), .string("rules")])),
            (
                "properties",
                .object([
                    ("version", Schema.described("The version of the format.", Schema.version)),
                    ("pack", pack),
                    (
                        "defaults",
                        Schema.described(
                            "Fields for all rules of the file; a rule's own field replaces the whole default.",
                            Schema.object(fields.filter { RuleFields.inherited.contains($0.0) }))
                    ),
                    (
                        "lists",
                        Schema.described(
                            "Word lists by name: files with one phrase on each line, relative to this file.",
                            Schema.named(list))
                    ),
                    ("rules", Schema.list(of: Schema.object(fields, required: ["id", "match"] + others))),
                ])
            ),
        ])
    }

    /// What a rule has by itself or from the defaults; `action` may stand in those.
    private static let others = ["examples"]

    private static let list = Schema.object(
        [
            ("file", Schema.text), ("encoding", Schema.choice(WordEncoding.allCases.map(\.rawValue))),
            (
                "sha256",
                Schema.described(
                    "What the file's SHA-256 has to be.", Schema.pattern("^[0-9a-fA-F]{64}$"))
            ),
        ], required: ["file"])

    private static let pack = Schema.object(
        ["name", "description", "licence", "license", "homepage"].map { ($0, Schema.text) }
            + [
                (
                    "min_engine",
                    Schema.described(
                        "The oldest release that understands the rules.",
                        Schema.any([Schema.type("number"), Schema.pattern(#"^\d+\.\d+(\.\d+)?$"#)]))
                )
            ], required: ["name"])

    private static var ruleFields: [(String, JSONValue)] {
        [
            (
                "id",
                Schema.described(
                    "The rule's name in logs, metrics and overrides: dotted, lower case, never reused.",
                    Schema.pattern(#"^[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)+$"#))
            ),
            ("description", Schema.described("What the rule is for, for colleagues.", Schema.text)),
            ("message", Schema.described("What a client is told of a block.", Schema.text)),
            (
                "code",
                Schema.described(
                    "The reason of a block for a client's program.", Schema.pattern("^[a-z0-9_]+$"))
            ),
            (
                "severity",
                Schema.described("How bad a hit is.", Schema.choice(Severity.allCases.map(\.rawValue)))
            ),
            (
                "level",
                Schema.described("The lowest moderation level at which the rule is active.", Schema.text)
            ),
            (
                "state",
                Schema.described(
                    "off, shadow (only counts what it finds) or enforce; or enforce by day and by conversation.",
                    Schema.any([Schema.choice(RuleState.allCases.map(\.rawValue)), schedule]))
            ),
            ("tags", Schema.list(of: Schema.text)),
            (
                "scope",
                Schema.described(
                    "all messages of a request, or the new ones: those after the assistant's last turn.",
                    Schema.choice(RuleScope.allCases.map(\.rawValue)))
            ),
            (
                "targets",
                Schema.described("The kinds of text it looks at.", Schema.list(of: target, atLeast: 1))
            ),
            ("match", RuleMatchSchema.match), ("normalize", RuleMatchSchema.normalizers),
            ("window", RuleMatchSchema.window), ("validate", RuleMatchSchema.validators),
            ("except", RuleMatchSchema.exceptions),
            (
                "action",
                Schema.described(
                    "What a hit does, or that for each level; a level that isn't named has that of the next lower one.",
                    Schema.any([action, Schema.named(action)]))
            ),
            (
                "replacement",
                Schema.described(
                    "What stands where the match was: a text, or a template with {first:N}, {last:N}, {len:TEXT}, {rule}.",
                    Schema.any([
                        Schema.text, Schema.object([("template", Schema.text)], required: ["template"]),
                    ]))
            ),
            (
                "on_limit",
                Schema.described(
                    "What counts where the engine gives up.", Schema.choice(["match", "no_match"]))
            ),
            ("examples", examples), ("metadata", Schema.type("object")),
        ]
    }

    private static let schedule = Schema.object([
        ("from", Schema.described("The first day of the rule.", Schema.day)),
        ("until", Schema.described("The first day on which the rule is off.", Schema.day)),
        ("shadow_until", Schema.described("The first day on which the rule acts.", Schema.day)),
        (
            "rollout",
            Schema.described(
                "The share of the conversations in which the rule acts.",
                Schema.pattern("^(100|[1-9]?[0-9])%$"))
        ),
    ])

    private static let action = Schema.choice(Action.allCases.map(\.rawValue))

    /// A kind of text by name, or a glob over names.
    private static let target = Schema.any([
        Schema.choice(Target.allCases.map(\.rawValue) + ["request.*", "response.*"]),
        Schema.pattern(#"^[a-z_.]*\*[a-z_.*]*$"#),
    ])

    private static var examples: JSONValue {
        let texts = Schema.list(of: example)
        return Schema.described(
            "Texts that the rule has to hit, and texts that it may not hit.",
            Schema.object([("match", texts), ("no_match", texts)], required: ["match", "no_match"]))
    }

    private static let origin = Schema.described(
        "Where the text comes from, for exceptions that ask for it.",
        Schema.object(["route", "client", "key_tag", "model"].map { ($0, Schema.text) }))

    private static var example: JSONValue {
        let expect = Schema.object([
            ("output", Schema.text), ("hits", Schema.integer(1...1_000_000)),
            (
                "span",
                .object([
                    ("type", .string("array")), ("items", Schema.integer(0...1_000_000)),
                    ("minItems", .integer(2)), ("maxItems", .integer(2)),
                ])
            ),
        ])
        return Schema.any([
            Schema.type("string", "number", "boolean", "null"),
            Schema.object(
                [
                    ("text", Schema.text), ("target", Schema.choice(Target.allCases.map(\.rawValue))),
                    ("level", Schema.text), ("why", Schema.text), ("expect", expect),
                    ("where", origin),
                ], required: ["text"]),
        ])
    }
}
