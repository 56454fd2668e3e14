import SluicePipeline
import SluiceRules
import Testing

/// Texts that go on behind what says that they have ended: servers that do so exist.
struct ContinuedTextTests {
    /// How one API says a piece of a text together with the text's end.
    struct Grammar: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let path: String
        let contentType: String
        let preamble: [String]
        /// What stands before a piece of text in its event.
        let opening: String
        /// What tells the client of a block in the middle.
        let notices: [String]
        let event: @Sendable (String) -> String

        init(
            _ name: String, _ path: String, contentType: String = "text/event-stream",
            preamble: [String] = [], opening: String, notice: String...,
            event: @escaping @Sendable (String) -> String
        ) {
            testDescription = name
            self.path = path
            self.contentType = contentType
            self.preamble = preamble
            self.opening = opening
            notices = notice
            self.event = event
        }

        func run(_ pieces: [String]) throws -> AnswerRun {
            let exchange = try TestRules.exchange(path: path, body: "{}")
            let events = preamble + pieces.map(event)
            return AnswerRun(exchange, contentType: contentType, pieces: events.map { Array($0.utf8) })
        }

        /// The text that a client joins from what it got.
        func text(of result: AnswerRun) -> String {
            result.text.split(separator: opening).dropFirst().map { $0.prefix { $0 != "\"" } }.joined()
        }
    }

    private static func chat(_ members: String, finish: String) -> String {
        #"data: {"id":"c","created":7,"model":"m","choices":[{"index":0,"delta":{\#(members)},"#
            + #""finish_reason":\#(finish)}]}"# + "\n\n"
    }

    private static func named(_ type: String, _ members: String) -> String {
        "event: \(type)\ndata: {\"type\":\"\(type)\",\(members)}\n\n"
    }

    private static func gemini(_ text: String) -> String {
        #"data: {"candidates":[{"content":{"parts":[{"text":"\#(text)"}],"role":"model"},"#
            + #""finishReason":"STOP","index":0}]}"# + "\r\n\r\n"
    }

    static let grammars: [Grammar] = [
        Grammar(
            "chat, a finish reason in each chunk", "/v1/chat/completions", opening: #""content":""#,
            notice: #""finish_reason":"content_filter""#
        ) { chat(#""content":"\#($0)""#, finish: #""stop""#) },
        Grammar(
            "chat, the string null", "/v1/chat/completions", opening: #""content":""#,
            notice: #""finish_reason":"content_filter""#
        ) { chat(#""content":"\#($0)""#, finish: #""null""#) },
        Grammar(
            "chat, an empty chunk behind each", "/v1/chat/completions", opening: #""content":""#,
            notice: #""finish_reason":"content_filter""#
        ) { chat(#""content":"\#($0)""#, finish: "null") + chat("", finish: #""stop""#) },
        Grammar(
            "chat, a terminator behind each", "/v1/chat/completions", opening: #""content":""#,
            notice: #""finish_reason":"content_filter""#
        ) { chat(#""content":"\#($0)""#, finish: "null") + "data: [DONE]\n\n" },
        Grammar(
            "completions", "/v1/completions", opening: #""text":""#,
            notice: #""finish_reason":"content_filter""#
        ) {
            #"data: {"choices":[{"text":"\#($0)","index":0,"finish_reason":"length"}]}"# + "\n\n"
        },
        Grammar(
            "gemini", "/v1beta/models/m:streamGenerateContent?alt=sse", opening: #""text":""#,
            notice: #""finishReason":"PROHIBITED_CONTENT","index":0"#, event: gemini),
        Grammar(
            "ollama", "/api/generate", contentType: "application/x-ndjson", opening: #""response":""#,
            notice: #""done_reason":"content_filter""#
        ) { #"{"model":"m","response":"\#($0)","done":true}"# + "\n" },
        Grammar(
            "anthropic complete", "/v1/complete", opening: #""completion":""#,
            notice: #""stop_reason":"refusal""#
        ) { named("completion", #""completion":"\#($0)","stop_reason":"stop_sequence""#) },
        Grammar(
            "anthropic messages", "/v1/messages",
            preamble: [
                named("message_start", #""message":{"id":"m","content":[]}"#),
                named("content_block_start", #""index":0,"content_block":{"type":"text","text":""}"#),
            ], opening: #""text_delta","text":""#, notice: #""stop_reason":"refusal""#
        ) {
            named("content_block_delta", #""index":0,"delta":{"type":"text_delta","text":"\#($0)"}"#)
                + named("content_block_stop", #""index":0"#)
        },
        Grammar(
            "anthropic messages, a stop reason behind each", "/v1/messages",
            preamble: [
                named("message_start", #""message":{"id":"m","content":[]}"#),
                named("content_block_start", #""index":0,"content_block":{"type":"text","text":""}"#),
            ], opening: #""text_delta","text":""#, notice: #""stop_reason":"refusal""#
        ) {
            named("content_block_delta", #""index":0,"delta":{"type":"text_delta","text":"\#($0)"}"#)
                + named("content_block_stop", #""index":0"#)
                + named("message_delta", #""delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}"#)
        },
        Grammar(
            "anthropic messages, the whole end behind each", "/v1/messages",
            preamble: [
                named("message_start", #""message":{"id":"m","content":[]}"#),
                named("content_block_start", #""index":0,"content_block":{"type":"text","text":""}"#),
            ], opening: #""text_delta","text":""#, notice: #"{"type":"error","error":{"#,
            #""stop_reason":"refusal""#
        ) {
            named("content_block_delta", #""index":0,"delta":{"type":"text_delta","text":"\#($0)"}"#)
                + named("content_block_stop", #""index":0"#) + named("message_stop", #""x":0"#)
        },
        Grammar(
            "responses", "/v1/responses",
            preamble: [
                named("response.created", #""response":{"id":"r","created_at":7,"model":"m"}"#)
            ], opening: #","delta":""#, notice: #""incomplete_details":{"reason":"content_filter"}"#
        ) {
            named(
                "response.output_text.delta",
                #""item_id":"i","output_index":0,"content_index":0,"delta":"\#($0)""#)
                + named(
                    "response.output_text.done",
                    #""item_id":"i","output_index":0,"content_index":0,"text":"-""#)
        },
        Grammar(
            "responses, completed behind each", "/v1/responses",
            preamble: [
                named("response.created", #""response":{"id":"r","created_at":7,"model":"m"}"#),
                named(
                    "response.output_item.added",
                    #""output_index":0,"item":{"id":"i","type":"message","content":[]}"#),
            ], opening: #","delta":""#, notice: #""error":{"message""#,
            #""incomplete_details":{"reason":"content_filter"}"#
        ) {
            named(
                "response.output_text.delta",
                #""item_id":"i","output_index":0,"content_index":0,"delta":"\#($0)""#)
                + named("response.completed", #""response":{"id":"r","output":[]}"#)
        },
    ]

    /// All ways to cut a text in two, and some to cut it in more.
    private static func cuts(_ text: String) -> [[String]] {
        let letters = Array(text)
        var cuts = letters.indices.dropFirst().map { [String(letters[..<$0]), String(letters[$0...])] }
        for size in 1...6 {
            cuts.append(
                stride(from: 0, to: letters.count, by: size).map {
                    String(letters[$0..<min($0 + size, letters.count)])
                })
        }
        return cuts
    }

    @Test(arguments: grammars)
    func aPhraseAroundAnEndIsStoppedAndTheClientIsTold(grammar: Grammar) throws {
        for text in ["so a forbidden step is", "see project nightjar now"] {
            for pieces in Self.cuts(text) {
                let result = try grammar.run(pieces)
                let delivered = grammar.text(of: result)
                #expect(!delivered.contains("forbidden step"), "\(pieces)")
                #expect(!delivered.contains("project nightjar"), "\(pieces)")
                let isWhole = delivered == text.replacing("project nightjar", with: "[name]")
                #expect(
                    isWhole || result.status == 400 || grammar.notices.contains { result.text.contains($0) },
                    "\(pieces)")
                #expect(!result.text.contains(#""candidates":[]"#))
            }
        }
    }

    @Test(arguments: grammars)
    func aCleanTextIsUntouchedAndWaitsForNothing(grammar: Grammar) throws {
        for pieces in Self.cuts("a project, forbidden no step") {
            let result = try grammar.run(pieces)
            let events = grammar.preamble + pieces.map(grammar.event)
            #expect(result.text == events.joined())
            for count in (grammar.preamble.count + 1)..<events.count {
                #expect(
                    result.prefixes.count > count
                        && result.prefixes[count] == Array(events[..<count].joined().utf8), "\(pieces)")
            }
        }
    }

    @Test func aTextBehindAnEndIsAlsoReadForItself() throws {
        let events = ["x", "project night", "jar", "y"].map {
            Self.chat(#""content":"\#($0)""#, finish: #""stop""#)
        }
        let exchange = try TestRules.exchange(body: "{}")
        let pieces = [events[0], "data: [DONE]\n\n"] + events[1...]
        let result = AnswerRun(
            exchange, contentType: "text/event-stream", pieces: pieces.map { Array($0.utf8) })
        #expect(!result.text.contains("jar"))
        #expect(result.text.contains("content_filter"))
    }

    @Test(arguments: [UInt64](1...60))
    func whereverATextIsClosedNoPhraseLeavesWhole(seed: UInt64) throws {
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var rest = ["see project nightjar and ", "so a forbidden step is", "forbidden project step "][
            random(3)][...]
        var events: [String] = []
        while !rest.isEmpty {
            let piece = rest.prefix(1 + random(7))
            rest = rest.dropFirst(piece.count)
            let finish = ["null", #""stop""#, #""null""#][random(3)]
            events.append(Self.chat(#""content":"\#(piece)""#, finish: finish))
            if random(4) == 0 { events.append("data: [DONE]\n\n") }
            if random(4) == 0 { events.append(Self.chat("", finish: #""length""#)) }
        }
        let exchange = try TestRules.exchange(body: "{}")
        let result = AnswerRun(
            exchange, contentType: "text/event-stream", pieces: events.map { Array($0.utf8) })
        let delivered = Self.grammars[0].text(of: result)
        #expect(!delivered.contains("forbidden step") && !delivered.contains("project nightjar"))
        let whole = AnswerRun(
            exchange, contentType: "text/event-stream", pieces: [Array(events.joined().utf8)])
        #expect(whole.text == result.text)
    }

    @Test(arguments: ["text", "thinking"])
    func aBlockInTheMessagesStartIsContinuedByDeltas(type: String) throws {
        let events = [
            Self.named(
                "message_start",
                #""message":{"id":"m","content":[{"type":"\#(type)","\#(type)":"a project ni"}]}"#),
            Self.named(
                "content_block_delta",
                #""index":0,"delta":{"type":"\#(type)_delta","\#(type)":"ghtjar b"}"#),
        ]
        let exchange = try TestRules.exchange(path: "/v1/messages", body: "{}")
        let result = AnswerRun(
            exchange, contentType: "text/event-stream", pieces: events.map { Array($0.utf8) })
        #expect(!result.text.contains("ghtjar"))
    }

    @Test(arguments: ["is only counted", "is only counted."])
    func whatIsSaidAgainIsCountedOnce(text: String) throws {
        let place = #""item_id":"i","output_index":0,"content_index":0"#
        let part = #"{"type":"output_text","text":"\#(text)"}"#
        let events = [
            Self.named("response.created", #""response":{"id":"r","created_at":7,"model":"m"}"#),
            Self.named(
                "response.output_item.added",
                #""output_index":0,"item":{"id":"i","type":"message","content":[]}"#),
            Self.named("response.output_text.delta", #"\#(place),"delta":"\#(text.prefix(7))""#),
            Self.named("response.output_text.delta", #"\#(place),"delta":"\#(text.dropFirst(7))""#),
            Self.named("response.output_text.done", #"\#(place),"text":"\#(text)""#),
            Self.named("response.content_part.done", #"\#(place),"part":\#(part)"#),
            Self.named(
                "response.output_item.done",
                #""output_index":0,"item":{"id":"i","type":"message","content":[\#(part)]}"#),
            Self.named(
                "response.completed",
                #""response":{"id":"r","output":[{"id":"i","type":"message","content":[\#(part)]}]}"#),
        ]
        for count in 4...events.count {
            let exchange = try TestRules.exchange(path: "/v1/responses", body: "{}")
            let result = AnswerRun(
                exchange, contentType: "text/event-stream", pieces: events[..<count].map { Array($0.utf8) })
            #expect(result.findings.count == 1, "\(count) events")
        }
    }

    @Test func aTextThatNoTableNamesGoesOnBehindAnySilence() throws {
        let odd = { (text: String) in Self.chat(#""novel":"\#(text)""#, finish: "null") }
        let other = Self.chat(#""content":"x""#, finish: "null")
        for silence in [0, 1, 7, 8, 9, 40] {
            let events =
                [other, odd("a project ni")] + Array(repeating: other, count: silence) + [odd("ghtjar")]
            let exchange = try TestRules.exchange(body: "{}")
            let result = AnswerRun(
                exchange, contentType: "text/event-stream", pieces: events.map { Array($0.utf8) })
            #expect(!result.text.contains("ghtjar"), "\(silence)")
        }
    }
}
