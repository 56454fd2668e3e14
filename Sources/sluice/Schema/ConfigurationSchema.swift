import SluicePipeline

/// The JSON Schema of the gateway's configuration, for editors.
package enum ConfigurationSchema {
    package static var document: JSONValue {
        let chain = Schema.list(of: StageSchema.stage)
        let fields: [(String, JSONValue)] = [
            ("version", Schema.described("The version of the format.", Schema.version)),
            (
                "listen",
                Schema.described(
                    "Where clients connect: an address, or several.",
                    Schema.any([listener, Schema.list(of: listener, atLeast: 1)]))
            ),
            (
                "admin",
                Schema.described(
                    "Where health and metrics are served, to this machine only.",
                    Schema.object([("listen", address)], required: ["listen"]))
            ),
            ("moderation", moderation),
            (
                "rules",
                Schema.object([
                    ("dir", Schema.described("The folder of the rules, relative to this file.", Schema.text)),
                    ("allow_none", Schema.described("Serve without any rule.", Schema.boolean)),
                ])
            ),
            ("upstreams", Schema.described("The providers by name.", Schema.named(upstream))),
            ("limits", limits),
            ("chain", Schema.described("The stages of every exchange, the first one outermost.", chain)),
            ("chains", Schema.described("Further chains by name, for routes.", Schema.named(chain))),
            ("routes", Schema.list(of: route, atLeast: 1)),
            (
                "decision_log",
                Schema.object([
                    ("receipts", Schema.described("Log every exchange with its receipt.", Schema.boolean))
                ])
            ),
        ]
        return .object([
            Schema.draft, ("title", .string("Sluice configuration, version 1")), ("type", .string("object")),
            ("additionalProperties", .boolean(false)),
            ("required", .array(["version", "upstreams", "chain", "routes"].map(JSONValue.string))),
            ("properties", .object(fields)),
        ])
    }

    private static let address = Schema.pattern(#"^.+:[0-9]{1,5}$"#)

    private static let listener = Schema.any([
        address,
        Schema.object(
            [
                ("address", address),
                (
                    "plaintext",
                    Schema.described(
                        "Said where others reach the address without TLS.", Schema.choice(["allowed"]))
                ),
            ], required: ["address"]),
    ])

    private static let moderation = Schema.object([
        ("levels", Schema.described("The levels, lowest first.", Schema.list(of: Schema.text, atLeast: 1))),
        ("default", Schema.described("The level of a request that names none.", Schema.text)),
        ("floor", Schema.described("The level that no request goes below.", Schema.text)),
        (
            "from",
            Schema.described(
                "Where a request names its level: header:NAME or body:NAME.",
                Schema.list(of: Schema.pattern("^(header|body):.+$")))
        ),
    ])

    private static let upstream = Schema.object([
        (
            "url",
            Schema.described(
                "An http or https URL of a host with an optional path.",
                Schema.pattern("^[Hh][Tt][Tt][Pp][Ss]?://"))
        ),
        ("embedded", Schema.boolean), ("plaintext", Schema.choice(["allowed"])),
        (
            "ca_file",
            Schema.described("A PEM file with certificates to trust beside the system's.", Schema.text)
        ),
        ("connect_timeout", Schema.duration), ("first_byte_timeout", Schema.duration),
        ("idle_timeout", Schema.duration), ("keep_alive_timeout", Schema.duration),
        ("max_connections", Schema.integer(1...1_000_000)),
    ])

    private static let limits = Schema.object([
        ("connections", Schema.integer(1...1_000_000)), ("header_timeout", Schema.duration),
        ("body_timeout", Schema.duration), ("keep_alive_timeout", Schema.duration),
        ("send_timeout", Schema.duration),
        ("drain", Schema.described("How long running exchanges get at the end.", Schema.duration)),
    ])

    private static let route = Schema.object(
        [
            ("path", Schema.described("The beginning of the paths.", Schema.pattern("^/"))),
            ("strip_prefix", Schema.described("Forward without the path's beginning.", Schema.boolean)),
            ("upstream", Schema.text),
            (
                "when",
                Schema.described(
                    "Only requests that have this header.",
                    Schema.object([("header", Schema.text)], required: ["header"]))
            ),
            ("chain", Schema.text), ("moderation", Schema.object([("floor", Schema.text)])),
            (
                "rules",
                Schema.object(
                    ["enable", "disable", "shadow"].map { ($0, Schema.list(of: Schema.text)) })
            ),
        ], required: ["path", "upstream"])
}
