import SluicePipeline

/// The part of the configuration's schema that says what a stage takes.
enum StageSchema {
    private static let names = Schema.list(of: Schema.text)

    /// One element of a chain: a stage's name, or one name with its options.
    static var stage: JSONValue {
        let known = options.sorted { $0.key < $1.key }
        return Schema.any([
            Schema.choice(StageRegistry.builders.keys.sorted()),
            .object([
                ("type", .string("object")), ("additionalProperties", .boolean(false)),
                ("minProperties", .integer(1)), ("maxProperties", .integer(1)),
                ("properties", .object(known.map { ($0.key, $0.value) })),
            ]),
        ])
    }

    /// What each stage takes.
    static var options: [String: JSONValue] {
        [
            AllowFields.name: Schema.object(
                [
                    ("fields", Schema.list(of: Schema.text, atLeast: 1)),
                    ("others", Schema.choice(AllowFields.Others.allCases.map(\.rawValue))),
                ], required: ["fields"]),
            AllowHeaders.name: Schema.object(
                [("request", names), ("response", names), ("forwarded", forwarded)],
                oneOf: ["request", "response", "forwarded"]),
            Authenticate.name: optional([
                ("keys", Schema.choice(Authenticate.Keys.allCases.map(\.rawValue)))
            ]),
            BodyLimit.name: Schema.size,
            CORS.name: cors,
            FilterRequest.name: filterRequest,
            FilterResponse.name: filterResponse,
            Forward.name: optional([]),
            Limit.name: limit,
            StripFields.name: Schema.list(of: Schema.text, atLeast: 1),
        ]
    }

    private static let prices = Schema.named(
        Schema.object(
            [("input", Schema.type("number")), ("output", Schema.type("number"))],
            required: ["input", "output"]))

    private static let limit = Schema.object([
        ("requests_per_minute", Schema.integer(1...1_000_000)),
        ("concurrent_streams", Schema.integer(1...1_000_000)),
        ("tokens_per_day", Schema.integer(1...1_000_000_000_000)), ("cost_per_day", Schema.type("number")),
        ("prices", prices), ("ask_usage", Schema.boolean),
    ])

    private static let forwarded = Schema.object([
        ("for", Schema.choice(["append", "set", "off"])), ("real_ip", Schema.boolean),
        ("proto", Schema.boolean),
    ])

    private static let cors = Schema.object(
        [
            (
                "origins",
                Schema.any([
                    Schema.choice(["*"]), Schema.list(of: Schema.type("string", "null"), atLeast: 1),
                ])
            ),
            ("credentials", Schema.boolean), ("methods", names),
            ("headers", Schema.any([Schema.choice(["echo"]), names])), ("max_age", Schema.duration),
            ("expose", names), ("private_network", Schema.boolean),
        ], required: ["origins"])

    private static var filterRequest: JSONValue {
        optional([
            (
                "token_prompts", Schema.choice(FilterRequest.Options.TokenPrompts.allCases.map(\.rawValue))
            ),
            ("server_state", Schema.choice(FilterRequest.Options.ServerState.allCases.map(\.rawValue))),
            (
                "unknown_endpoint",
                Schema.choice(FilterRequest.Options.UnknownEndpoint.allCases.map(\.rawValue))
            ),
            ("realtime", Schema.choice(FilterRequest.Options.Realtime.allCases.map(\.rawValue))),
            ("refusal_text", Schema.text),
        ])
    }

    private static var filterResponse: JSONValue {
        optional([
            ("ending", Schema.choice(FilterResponse.Options.Ending.allCases.map(\.rawValue))),
            ("unknown_event", Schema.choice(FilterResponse.Options.UnknownEvent.allCases.map(\.rawValue))),
            ("refusal_text", Schema.text), ("hold_preamble", Schema.boolean),
            (
                "keepalive",
                Schema.any([Schema.duration, Schema.choice(["off", "0"]), Schema.integer(0...0)])
            ),
            ("max_answer", Schema.size), ("max_event", Schema.size),
        ])
    }

    /// Options that may all be left out, and their mapping with them.
    private static func optional(_ fields: [(String, JSONValue)]) -> JSONValue {
        Schema.any([Schema.object(fields), Schema.type("null")])
    }
}
