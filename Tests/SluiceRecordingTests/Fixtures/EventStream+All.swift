extension EventStream {
    /// One stream for each kind of text that the dialects have.
    static let all: [EventStream] = [
        twoChoices, logprobs, toolCalls, refusal, reasoning, signedDetails, completions,
        messageText, messageThinking, messageTool, messageServerTool,
        responseText, responseReasoning, responseCalls, geminiText, geminiThought,
    ]
}

extension FuzzRules {
    /// Rules that hit nothing in the streams.
    static let clean = FuzzRules(
        name: "no hit",
        rules: [
            redact("silver otters paw"), block("copper kettledrum"),
            regex(#"amber\s{1,9}lantern"#), regex("silver.*gold", action: "block", window: 64),
            FuzzRules.Rule(match: "{ keywords: [silver fox] }", action: "log"),
        ])

    /// What the streams are held against.
    static let all: [FuzzRules] = [
        clean,
        FuzzRules(name: "redact at the start", rules: [redact("silver otter")]),
        FuzzRules(name: "redact in the middle", rules: [redact("copper kettle", as: "<k>")]),
        FuzzRules(name: "redact at the end", rules: [redact("amber lamp", as: "")]),
        FuzzRules(
            name: "redact everything",
            rules: [
                redact("silver otter"), redact("copper kettle"), redact("amber lamp"), redact("kettle; the"),
            ]),
        FuzzRules(
            name: "redact a letter", rules: [Rule(match: "{ regex: 't' }", action: "redact", replacement: "")]
        ),
        FuzzRules(name: "block at the start", rules: [block("silver otter")]),
        FuzzRules(name: "block in the middle", rules: [block("copper kettle")]),
        FuzzRules(name: "block at the end", rules: [block("amber lamp")]),
        FuzzRules(
            name: "block the first letter",
            rules: [Rule(match: "{ keywords: [s], boundary: none }", action: "block")]),
        FuzzRules(
            name: "redact, then block",
            rules: [redact("silver otter"), block("copper kettle"), shadow("amber lamp")]),
        FuzzRules(
            name: "shadow and log",
            rules: [
                shadow("silver otter"), Rule(match: "{ keywords: [copper kettle] }", action: "log"),
                Rule(match: "{ regex: 'amber.{0,20}' }", action: "tag", extra: "tags: [lamp]"),
            ]),
        FuzzRules(
            name: "look around",
            rules: [
                regex(#"silver(?=\s{1,4}otter)"#), regex(#"(?<=copper )kettle"#),
                regex(#"amber(?! lantern)"#),
            ]),
        FuzzRules(name: "window", rules: [regex(#"silver.*lamp"#, window: 40), regex(#"o\w*"#, window: 8)]),
        FuzzRules(
            name: "only arguments",
            rules: [
                Rule(
                    match: "{ keywords: [silver otter, amber lamp] }", action: "block",
                    targets: "response.tool_arguments")
            ]),
        FuzzRules(
            name: "only reasoning",
            rules: [
                Rule(match: "{ keywords: [copper kettle] }", action: "redact", targets: "response.reasoning")
            ]),
    ]
}
