import SluiceRecording
import Testing

/// What a client reads, written out.
struct FilteredTextTests {
    private static let redact = FuzzRules(
        name: "redact",
        rules: [FuzzRules.redact("silver otter", as: "[a]"), FuzzRules.redact("amber lamp", as: "[b]")])
    private static let redactLate = FuzzRules(
        name: "redact late", rules: [FuzzRules.redact("amber lamp", as: "[b]")])
    private static let redactKettle = FuzzRules(
        name: "redact the kettle", rules: [FuzzRules.redact("copper kettle", as: "[k]")])
    private static let block = FuzzRules(
        name: "block", rules: [FuzzRules.redact("silver otter", as: "[a]"), FuzzRules.block("copper kettle")])

    @Test(
        arguments: [
            (
                EventStream.twoChoices, redact,
                [
                    "response.text 0.0: [a] swims past a copper kettle; the \u{91D1}\u{989D}\u{662F} \u{1F600} glow of an [b]",
                    "response.text 1.0: Down by the mill a [a] sleeps.",
                ]
            ),
            (
                .twoChoices, block,
                ["response.text 0.0: [a] swims past a ", "response.text 1.0: Down by the"]
            ),
            (
                .toolCalls, redact,
                [
                    #"response.tool_arguments 0.0: {"animal":"[a]","tags":["a","copper\u0020kettle","\ud83d\ude00 [b]"],"count":12.5}"#,
                    #"response.tool_arguments 0.1: {"[a]":true,"note":"line\nof \"[b]\""}"#,
                ]
            ),
            (.toolCalls, block, [#"response.tool_arguments 0.0: {"animal":"[a]","tags":["a",""#]),
            (.refusal, redact, ["response.refusal 0.0: silver otters? I can't say: copper kettle, [b]"]),
            (.refusal, block, ["response.refusal 0.0: silver otters? I can't say: "]),
            (
                .reasoning, redact,
                [
                    "response.reasoning 0.0: [a], then a copper kettle and",
                    "response.text 0.0: [a] of copper kettle \u{E9}\u{1F600} by the [b]",
                ]
            ),
            (.reasoning, block, ["response.reasoning 0.0: [a], then a "]),
            (
                .completions, redact,
                [
                    "response.text 0.0: [a], and copper kettles by an [b]",
                    "response.text 1.0: a copper kettle",
                ]
            ),
            // What began in a block that has left can't be taken back.
            (
                .messageThinking, redactLate,
                [
                    "response.reasoning 0.0: silver otter first, then the copper kettle",
                    "response.text 1.0: silver otter. amber ",
                ]
            ),
            // An edit would break the signature over the thinking: it ends there, or never begins.
            (.messageThinking, redactKettle, ["response.reasoning 0.0: silver otter first, then the "]),
            (.messageThinking, redact, []),
            (
                .messageTool, redact,
                [
                    "response.text 0.0: Let me look.",
                    #"response.tool_arguments 1.0: {"animal":"[a]","more":{"copper kettle":[1,"[b]",-2]}}"#,
                ]
            ),
            (
                .messageServerTool, redact,
                [#"response.text 2.0: By the [b]."#, #"response.tool_arguments 0.0: {"query":"[a]"}"#]
            ),
            (.messageServerTool, block, [#"response.tool_arguments 0.0: {"query":"[a]"}"#]),
        ] as [(EventStream, FuzzRules, [String])])
    func theClientReadsTheFilteredText(stream: EventStream, rules: FuzzRules, expected: [String]) throws {
        let replay = try rules.replay()
        let dialect = stream.recorded.dialect
        let respread = Respread(Array(stream.body.utf8), dialect: dialect)
        for events in [respread.events, respread.finest(), respread.coarsest()] {
            var recorded = stream.recorded
            recorded.response.body = Array(events.map(\.bytes).joined())
            let every = Array(recorded.response.body.indices)
            for cuts in [[], every] {
                let result = replay.run(recorded, cutAt: cuts)
                #expect(try DeliveredTexts.lines(result.body, dialect) == expected)
            }
        }
    }
}
