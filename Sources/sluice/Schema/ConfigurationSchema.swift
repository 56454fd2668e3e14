import SluiceGateway
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
                    Schema.object([("listen", address)] + secret("token"), required: ["listen"]))
            ),
            (
                "trusted_proxies",
                Schema.described(
                    "Ranges of addresses whose word about a client's address counts.",
                    Schema.list(of: Schema.text))
            ),
            ("clients", Schema.described("The file that `sluice keys` writes.", Schema.text)),
            ("moderation", moderation),
            (
                "rules",
                Schema.object([
                    ("dir", Schema.described("The folder of the rules, relative to this file.", Schema.text)),
                    ("allow_none", Schema.described("Serve without any rule.", Schema.boolean)),
                    (
                        "watch",
                        Schema.described(
                            "Reload when a file of the rules or of the clients changes.", Schema.boolean)
                    ),
                    (
                        "settle",
                        Schema.described(
                            "For how long files have to be quiet before a change counts.", Schema.duration)
                    ),
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
                    ("receipts", Schema.described("Log every exchange with its receipt.", Schema.boolean)),
                    ("file", Schema.text), ("rotate", Schema.size), ("content", Schema.choice(["none"])),
                    ("on_failure", Schema.choice(["count", "refuse"])),
                ])
            ),
            (
                "access_log",
                Schema.described(
                    "A line of JSON for each request, without content or keys.",
                    Schema.object([("file", Schema.text), ("rotate", Schema.size)], required: ["file"]))
            ),
            ("record", record),
        ]
        return .object([
            Schema.draft, ("title", .string("Sluice configuration, version 1")), ("type", .string("object")),
            ("additionalProperties", .boolean(false)),
            ("required", .array(["version", "upstreams", "chain", "routes"].map(JSONValue.string))),
            ("properties", .object(fields)),
        ])
    }

    private static let address = Schema.pattern(#"^(.+:[0-9]{1,5}|unix:/.+)$"#)

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
                (
                    "http2",
                    Schema.described(
                        "HTTP/2 beside HTTP/1.1: by ALPN behind TLS, by prior knowledge in clear.",
                        Schema.any([
                            Schema.boolean,
                            Schema.object([
                                ("streams", Schema.integer(1...10_000)),
                                ("resets", Schema.integer(1...1_000_000)),
                                ("reset_window", Schema.duration),
                            ]),
                        ]))
                ),
                (
                    "tls",
                    Schema.object(
                        [
                            ("cert", Schema.text), ("key", Schema.text),
                            ("min_version", Schema.choice(["1.2", "1.3"])),
                        ], required: ["cert", "key"])
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

    private static let upstream = Schema.object(
        [
            (
                "url",
                Schema.described(
                    "An http or https URL of a host with an optional path.",
                    Schema.pattern("^[Hh][Tt][Tt][Pp][Ss]?://"))
            ),
            ("embedded", Schema.boolean), ("plaintext", Schema.choice(["allowed"])),
            (
                "ca_file",
                Schema.described(
                    "A PEM file with certificates to trust beside the system's.",
                    Schema.type("string", "null"))
            ),
            (
                "client_tls",
                Schema.object(
                    [("cert", Schema.text), ("key", Schema.text)], required: ["cert", "key"])
            ),
            (
                "addresses",
                Schema.described(
                    "Where connections go in place of the URL's host, the preferred one first.",
                    Schema.list(of: Schema.pattern("^.+:[0-9]{1,5}$"), atLeast: 1))
            ),
            (
                "proxy",
                Schema.described(
                    "The http URL of a proxy for tunnels, or none.",
                    Schema.pattern("^(none|[Hh][Tt][Tt][Pp]://.+)$"))
            ),
            ("connect_timeout", Schema.duration), ("first_byte_timeout", Schema.duration),
            ("idle_timeout", Schema.duration), ("keep_alive_timeout", Schema.duration),
            ("max_connections", Schema.integer(1...1_000_000)), ("key_header", Schema.text),
        ] + secret("key"))

    /// A secret's name in the environment, or its file.
    private static func secret(_ name: String) -> [(String, JSONValue)] {
        [("\(name)_env", Schema.text), ("\(name)_file", Schema.text)]
    }

    private static let record = Schema.object(
        [
            ("dir", Schema.described("The folder of the recordings.", Schema.text)),
            ("max_exchanges", Schema.integer(1...1_000_000)), ("max_bytes", Schema.size),
            ("max_age", Schema.duration), ("headers", Schema.list(of: Schema.text)),
            ("content", Schema.choice(["full", "mask"])),
            (
                "only",
                Schema.described(
                    "Which exchanges: of one list any has to fit, and of several each.",
                    Schema.object(
                        RecordingFilter.names.map {
                            ($0, Schema.list(of: Schema.text))
                        } + [("hits_only", Schema.boolean)]))
            ),
        ], required: ["dir"])

    private static let limits = Schema.object([
        ("connections", Schema.integer(1...1_000_000)), ("header_timeout", Schema.duration),
        ("body_timeout", Schema.duration), ("keep_alive_timeout", Schema.duration),
        ("send_timeout", Schema.duration),
        ("held_bytes", Schema.size),
        (
            "store",
            Schema.described(
                "Where counts are kept: memory, or sqlite:PATH.", Schema.pattern("^(memory|sqlite:.+)$"))
        ),
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
