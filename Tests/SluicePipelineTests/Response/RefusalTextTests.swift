import SluicePipeline
import SluiceRules
import Testing

/// What a client is told of a block: by the rule, else by the stage, else in general words.
struct RefusalTextTests {
    private static let told = "This answer was withheld."
    private static let general = "The content was withheld by a filter rule"

    private static func delta(_ text: String) -> String {
        #"data: {"id":"c","created":7,"model":"m","choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"#
            + "\n\n"
    }

    private static func call(_ arguments: String) -> String {
        #"data: {"id":"c","created":7,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"#
            + #""function":{"arguments":"\#(arguments)"}}]}}]}"# + "\n\n"
    }

    private static func options(
        _ text: String? = nil, ending: FilterResponse.Options.Ending = .soft
    ) -> FilterResponse.Options {
        var options = FilterResponse.Options()
        options.refusalText = text
        options.ending = ending
        return options
    }

    /// The answer to a request at the level at which the rule without a message is active.
    private func run(
        _ events: [String], body: String = #"{"stream":true}"#, type: String = "text/event-stream",
        path: String = "/v1/chat/completions", options: FilterResponse.Options = Self.options()
    ) throws -> AnswerRun {
        var exchange = try TestRules.exchange(path: path, body: body)
        #expect(exchange.requestLevel("high") == nil)
        return AnswerRun(
            exchange, contentType: type, pieces: events.map { Array($0.utf8) }, options: options)
    }

    /// What is said in place of the rest: a chunk with a text, or none.
    private static func softEnding(_ member: String?) -> String {
        let head =
            #"data: {"id":"c","object":"chat.completion.chunk","created":7,"model":"m","choices":[{"index":0,"#
        let told = member.map { head + #""delta":{\#($0)},"logprobs":null,"finish_reason":null}]}"# + "\n\n" }
        return (told ?? "") + head + #""delta":{},"logprobs":null,"finish_reason":"content_filter"}]}"#
            + "\n\ndata: [DONE]\n\n"
    }

    @Test(
        arguments: [
            ("forbidden step", "No.", #""content":"This answer was withheld.""#),
            ("forbidden step", nil, #""content":"This answer was withheld.""#),
            ("strict word", "No.\n\"So\"", #""content":"No.\n\"So\"""#), ("strict word", nil, nil),
        ] as [(String, String?, String?)])
    func aSoftEndingSaysTheRulesTextOrElseTheStages(words: String, text: String?, member: String?) throws {
        let result = try run(
            [Self.delta("Well. "), Self.delta("A \(words)"), Self.delta(" more")], options: Self.options(text)
        )
        #expect(result.text == Self.delta("Well. ") + Self.delta("A ") + Self.softEnding(member))
    }

    @Test(
        arguments: [
            ("forbidden step", "No.", told), ("strict word", "No.", "No."), ("strict word", nil, general),
        ] as [(String, String?, String)])
    func everyErrorSaysTheSame(words: String, text: String?, expected: String) throws {
        let first = Self.delta(words)
        let whole = #"{"choices":[{"index":0,"message":{"content":"\#(words)"}}]}"#
        let refused = [
            try run([first], options: Self.options(text)),
            try run([whole], type: "application/json", options: Self.options(text)),
            try run([words + " it is"], type: "text/plain", options: Self.options(text)),
        ]
        for result in refused {
            #expect(result.status == 400)
            #expect(result.text.contains(#""message":"\#(expected)"#), "\(result.text)")
        }
        let hard = try run(
            [Self.delta("Well. "), Self.delta(words + " now")], options: Self.options(text, ending: .hard))
        #expect(hard.text.hasPrefix(Self.delta("Well. ") + #"data: {"error":{"message":"\#(expected)"#))
    }

    @Test(
        arguments: [
            ("forbidden step", "No.", told), ("strict word", "No.", "No."), ("strict word", nil, general),
        ] as [(String, String?, String)])
    func aBlockedRequestSaysTheSame(words: String, text: String?, expected: String) throws {
        var exchange = try TestRules.exchange(body: #"{"messages":[{"role":"user","content":"\#(words)"}]}"#)
        #expect(exchange.requestLevel("high") == nil)
        var options = FilterRequest.Options()
        options.refusalText = text
        let answer = try #require(Chain(stages: [FilterRequest(options: options)]).receive(&exchange))
        #expect(answer.head.status == 400)
        #expect(String(decoding: answer.body, as: UTF8.self).contains(#""message":"\#(expected)"#))
    }

    @Test(arguments: [
        #"{"stream":true,"response_format":{"type":"json_object"}}"#,
        #"{"response_format":{"json_schema":{"name":"n","schema":{}},"type":"json_schema"},"stream":true}"#,
    ])
    func anAnswerThatHasToBeJSONEndsWithARefusalAndNeverWithProse(body: String) throws {
        let result = try run([Self.delta(#"{\"a\":"#), Self.delta(#"\"forbidden step\""#)], body: body)
        let left = Self.delta(#"{\"a\":"#) + Self.delta(#"\""#)
        #expect(result.text == left + Self.softEnding(#""refusal":"\#(Self.told)""#))
        let plain = try run(
            [Self.delta("Well. "), Self.delta("forbidden step")],
            body: #"{"response_format":{"type":"text"}}"#)
        #expect(plain.text == Self.delta("Well. ") + Self.softEnding(#""content":"\#(Self.told)""#))
    }

    /// The stage that reads requests isn't there, or has its turn later.
    @Test func whatARequestAsksForIsKnownWithoutAFilterForRequests() throws {
        for stages in [[FilterResponse()], [FilterResponse(), FilterRequest()]] as [[any Stage]] {
            let chain = Chain(stages: stages)
            var exchange = try TestRules.exchange(body: #"{"response_format":{"type":"json_object"}}"#)
            #expect(chain.receive(&exchange) == nil)
            var relay = ResponseRelay(chain: chain, exchange: exchange)
            relay.open(ResponseHead(status: 200), contentLength: nil)
            for event in [Self.delta("{"), Self.delta("forbidden step now")] {
                relay.push(Array(event.utf8).span)
            }
            let sent = String(decoding: relay.output, as: UTF8.self)
            #expect(sent == Self.delta("{") + Self.softEnding(#""refusal":"\#(Self.told)""#))
        }
    }

    @Test func aStreamWithAToolCallEndsWithARefusalAndNeverWithProse() throws {
        let events = [
            Self.delta("Well. "), Self.call(#"{\"a\":\"b"#), Self.delta("a forbidden"), Self.delta(" step"),
        ]
        let result = try run(events)
        #expect(
            result.text == events[0] + events[1] + Self.delta("a ")
                + Self.softEnding(#""refusal":"\#(Self.told)""#))
    }

    @Test(arguments: [
        (
            "/v1/messages",
            [
                #"{"type":"message_start","message":{}}"#,
                #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
                #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Well. "}}"#,
                #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"forbidden step"}}"#,
            ], #""explanation":"This answer was withheld.""#
        ),
        (
            "/v1/responses",
            [
                #"{"type":"response.created","response":{"id":"r"}}"#,
                #"{"type":"response.output_item.added","output_index":0,"item":{"id":"i","type":"message"}}"#,
                #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Well. "}"#,
                #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"forbidden step"}"#,
            ], #""text":"Well. This answer was withheld.""#
        ),
        (
            "/v1/models/m:streamGenerateContent",
            [
                #"{"candidates":[{"content":{"parts":[{"text":"Well. "}]}}]}"#,
                #"{"candidates":[{"content":{"parts":[{"text":"forbidden step"}]}}]}"#,
            ], #""finishMessage":"This answer was withheld.""#
        ),
        (
            "/v1/completions",
            [#"{"choices":[{"text":"Well. "}]}"#, #"{"choices":[{"text":"forbidden step"}]}"#],
            #""text":"This answer was withheld.""#
        ),
    ])
    func everyDialectHasAPlaceForTheText(path: String, events: [String], expected: String) throws {
        let stream = events.map { event in
            let type = event.split(separator: "\"").dropFirst(2).first ?? ""
            return (event.hasPrefix(#"{"type""#) ? "event: \(type)\n" : "") + "data: \(event)\n\n"
        }
        let result = try run(stream, path: path)
        #expect(result.text.contains(expected), "\(result.text)")
        #expect(!result.text.contains("forbidden"))
    }

    @Test func ollamaSaysItInItsLastLine() throws {
        let lines = ["Well. ", "forbidden step"].map {
            #"{"message":{"content":"\#($0)"},"done":false}"# + "\n"
        }
        let result = try run(lines, type: "application/x-ndjson", path: "/api/chat")
        #expect(
            result.text.hasPrefix(
                lines[0] + #"{"model":"","message":{"role":"assistant","content":"This answer was"#))
    }

    /// The same bytes wherever the stream is cut, and the same ending however its text is spread.
    @Test func cutsAndSpreadsMakeNoDifference() throws {
        let text = "Well. A forbidden step"
        let stream = [Self.delta("Well. A forb"), Self.delta("idden step now"), Self.delta("!")].joined()
        let whole = try run([stream]).text
        #expect(whole == Self.delta("Well. A ") + Self.softEnding(#""content":"\#(Self.told)""#))
        for cut in stream.utf8.indices.dropFirst() {
            let pieces = [stream[..<cut], stream[cut...]].map(String.init)
            #expect(try run(pieces).text == whole)
        }
        for cut in text.indices.dropFirst(6) {
            let spread = try run([Self.delta(String(text[..<cut])), Self.delta(String(text[cut...]))]).text
            #expect(spread.hasSuffix("\n\n" + Self.softEnding(#""content":"\#(Self.told)""#)))
        }
    }

    @Test(arguments: [
        "''", "' '", "'\(String(repeating: "x", count: 1001))'", #""a\e""#, "[No.]", "{ a: b }",
    ])
    func aTextThatCannotBeToldIsRefused(text: String) throws {
        for build in [FilterRequest.name, FilterResponse.name].compactMap({ StageRegistry.builders[$0] }) {
            let diagnostics = Diagnostics()
            let node = YAMLDocument.read(
                path: "c.yaml", bytes: Array("refusal_text: \(text)".utf8), Diagnostics())
            _ = build(node, diagnostics)
            #expect(diagnostics.all.map { $0.message.contains("`refusal_text`") } == [true])
        }
    }

    @Test(arguments: ["No.", String(repeating: "é", count: 1000), "两行\n\t🚀"])
    func aTextInAnyLanguageIsTaken(text: String) throws {
        let diagnostics = Diagnostics()
        let quoted = text.replacing("\n", with: "\\n").replacing("\t", with: "\\t")
        let node = YAMLDocument.read(
            path: "c.yaml", bytes: Array("refusal_text: \"\(quoted)\"".utf8), Diagnostics())
        let stage = FilterResponse(options: node, diagnostics)
        #expect(stage?.options.refusalText == text)
        #expect(diagnostics.all.isEmpty)
    }
}
