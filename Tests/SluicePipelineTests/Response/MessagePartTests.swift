import SluicePipeline
import SluiceRules
import Testing

/// Texts that stand in parts of one message, and are one text to models, SDKs and readers.
struct MessagePartTests {
    /// Requests with `FIRST` and `SECOND` in two parts of one message.
    static let requests: [(path: String, body: String)] = [
        (
            "/v1/chat/completions",
            #"{"messages":[{"role":"user","content":[{"type":"text","text":"FIRST"},{"type":"text","text":"SECOND"}]}]}"#
        ),
        (
            "/v1/chat/completions",
            #"{"messages":[{"role":"user","content":[{"type":"text","text":"FIRST"},{"type":"text","text":""},{"type":"image_url","image_url":{"url":"https://a.example"}},{"type":"text","text":"SECOND"}]}]}"#
        ),
        (
            "/v1/messages",
            #"{"messages":[{"role":"user","content":[{"type":"text","text":"FIRST"},{"type":"text","text":"SECOND"}]}]}"#
        ),
        (
            "/v1/messages/batches",
            #"{"requests":[{"custom_id":"a","params":{"messages":[{"role":"user","content":[{"type":"text","text":"FIRST"},{"type":"text","text":"SECOND"}]}]}}]}"#
        ),
        (
            "/v1/responses",
            #"{"input":[{"role":"user","content":[{"type":"input_text","text":"FIRST"},{"type":"input_text","text":"SECOND"}]}]}"#
        ),
        (
            "/v1beta/models/m:generateContent",
            #"{"contents":[{"role":"user","parts":[{"text":"FIRST"},{"text":"SECOND"}]}]}"#
        ),
        (
            "/v1beta/models/m:batchEmbedContents",
            #"{"requests":[{"content":{"role":"user","parts":[{"text":"FIRST"},{"text":"SECOND"}]}}]}"#
        ),
    ]

    /// Requests whose two parts no user wrote.
    static let others: [(path: String, body: String)] = [
        ("/v1/messages", #"{"system":[{"type":"text","text":"FIRST"},{"type":"text","text":"SECOND"}]}"#),
        (
            "/v1/messages",
            #"{"messages":[{"role":"user","content":[{"type":"tool_result","content":[{"type":"text","text":"FIRST"},{"type":"text","text":"SECOND"}]}]}]}"#
        ),
        (
            "/v1/responses",
            #"{"input":[{"type":"function_call_output","output":[{"type":"input_text","text":"FIRST"},{"type":"input_text","text":"SECOND"}]}]}"#
        ),
        (
            "/v1beta/models/m:generateContent",
            #"{"systemInstruction":{"parts":[{"text":"FIRST"},{"text":"SECOND"}]},"contents":[]}"#
        ),
        (
            "/v1/chat/completions",
            #"{"prediction":{"type":"content","content":[{"type":"text","text":"FIRST"},{"type":"text","text":"SECOND"}]}}"#
        ),
    ]

    private static func filled(_ body: String, _ first: String, _ second: String) -> String {
        body.replacing("FIRST", with: first).replacing("SECOND", with: second)
    }

    /// What goes on of a request; nil if it is refused.
    private func forwarded(_ path: String, _ body: String) throws -> String? {
        var exchange = try TestRules.exchange(path: path, body: body)
        guard case .next = FilterRequest().receive(&exchange) else { return nil }
        return String(decoding: exchange.body, as: UTF8.self)
    }

    @Test(arguments: requests)
    func aPhraseOverTwoPartsOfARequestIsBlocked(path: String, body: String) throws {
        for (first, second) in [("a forbidden", " step"), ("a forbid", "den step"), ("a loose", "thread")] {
            #expect(try forwarded(path, Self.filled(body, first, second)) == nil, "\(first)|\(second)")
        }
        #expect(try forwarded(path, Self.filled(body, "a forbidden", " stop")) != nil)
        #expect(try forwarded(path, Self.filled(body, "a forbidden step", "s back")) == nil)
    }

    @Test(arguments: requests + others)
    func eachPartKeepsItsShareOfARedaction(path: String, body: String) throws {
        let edited = try forwarded(path, Self.filled(body, #"a proj\u0065ct"#, #" nightjar \n b"#))
        #expect(edited == Self.filled(body, "a [name]", #" \n b"#))
        let both = try forwarded(path, Self.filled(body, "project nightjar project", " nightjar"))
        #expect(both == Self.filled(body, "[name] [name]", ""))
        let apart = try forwarded(path, Self.filled(body, "project nightjar", "s"))
        #expect(apart == Self.filled(body, "[name]", "s"))
    }

    @Test func aHitOverPartsCountsOnce() throws {
        var exchange = try TestRules.exchange(
            body: Self.filled(Self.requests[0].body, "project nightjar, project", " nightjar"))
        _ = FilterRequest().receive(&exchange)
        #expect(exchange.findings.count == 2)
        #expect(exchange.findings.map(\.span) == [0..<16, 18..<34])
    }

    @Test func theMessagesOfAConversationAreTextsOfTheirOwn() throws {
        let body =
            #"{"messages":[{"role":"user","content":[{"type":"text","text":"forbidden"}]},{"role":"user","content":[{"type":"text","text":" step"}]}]}"#
        #expect(try forwarded("/v1/chat/completions", body) == body)
    }

    static let answers: [(path: String, body: String)] = [
        ("/v1/messages", #"{"content":[{"type":"text","text":"FIRST"},{"type":"text","text":"SECOND"}]}"#),
        (
            "/v1/messages",
            #"{"content":[{"type":"text","text":"FIRST"},{"type":"tool_use","id":"t","name":"f","input":{}},{"type":"text","text":"SECOND"}]}"#
        ),
        (
            "/v1/responses",
            #"{"object":"response","output":[{"type":"message","content":[{"type":"output_text","text":"FIRST"},{"type":"output_text","text":"SECOND"}]}]}"#
        ),
        (
            "/v1/files/f/content",
            #"{"response":{"body":{"choices":[{"index":0,"message":{"content":[{"type":"text","text":"FIRST"},{"type":"text","text":"SECOND"}]}}]}}}"#
        ),
        (
            "/v1/messages/batches/b/results",
            #"{"result":{"message":{"content":[{"type":"text","text":"FIRST"},{"type":"text","text":"SECOND"}]}}}"#
        ),
    ]

    private func answer(_ path: String, _ body: String, type: String = "application/json") throws -> AnswerRun
    {
        AnswerRun(try TestRules.exchange(path: path), contentType: type, pieces: [Array(body.utf8)])
    }

    @Test(arguments: answers)
    func thePartsOfAWholeAnswerAreOneText(path: String, body: String) throws {
        #expect(try answer(path, Self.filled(body, "a forbidden", " step")).status == 400)
        let edited = try answer(path, Self.filled(body, "a project", " nightjar b"))
        #expect(edited.text == Self.filled(body, "a [name]", " b"))
        let clean = Self.filled(body, "a project", " nightingale")
        #expect(try answer(path, clean).text == clean)
    }

    private static func anthropic(_ blocks: [String]) -> String {
        var events = [#"{"type":"message_start","message":{"id":"m","content":[]}}"#]
        for (index, text) in blocks.enumerated() {
            events.append(
                #"{"type":"content_block_start","index":\#(index),"content_block":{"type":"text","text":""}}"#
            )
            if !text.isEmpty {
                events.append(
                    #"{"type":"content_block_delta","index":\#(index),"delta":{"type":"text_delta","text":"\#(text)"}}"#
                )
            }
            events.append(#"{"type":"content_block_stop","index":\#(index)}"#)
        }
        return events.map { "data: \($0)\n\n" }.joined()
    }

    private static func responses(_ parts: [String]) -> String {
        var events = [
            #"{"type":"response.created","response":{"id":"r"}}"#,
            #"{"type":"response.output_item.added","output_index":0,"item":{"id":"i","type":"message","content":[]}}"#,
        ]
        for (index, text) in parts.enumerated() {
            let place = #""output_index":0,"content_index":\#(index)"#
            if !text.isEmpty {
                events.append(#"{"type":"response.output_text.delta",\#(place),"delta":"\#(text)"}"#)
            }
            events.append(#"{"type":"response.output_text.done",\#(place),"text":"\#(text)"}"#)
        }
        return events.map { "data: \($0)\n\n" }.joined()
    }

    /// Text that has left can't be taken back, so that every hit over two parts ends the stream.
    @Test(arguments: [["a forbidden", " step"], ["a forbid", "", "den step"], ["a project", " nightjar"]])
    func aPhraseOverTwoPartsEndsAStream(parts: [String]) throws {
        let anthropic = try answer("/v1/messages", Self.anthropic(parts), type: "text/event-stream")
        #expect(anthropic.text.contains(#""stop_reason":"refusal""#))
        let responses = try answer("/v1/responses", Self.responses(parts), type: "text/event-stream")
        #expect(responses.text.contains(#""type":"response.incomplete""#))
        for text in [anthropic.text, responses.text] {
            #expect(text.contains(parts[0]))
            #expect(!text.contains(parts[parts.count - 1]))
        }
    }

    @Test func whatAStreamSaysOnlyAtItsEndIsReadTogether() throws {
        let event =
            #"{"type":"response.completed","response":{"id":"r","output":[{"type":"message","content":[{"type":"output_text","text":"a project"},{"type":"output_text","text":" nightjar"}]}]}}"#
        let result = try answer("/v1/responses", "data: \(event)\n\n", type: "text/event-stream")
        #expect(result.text.contains(#""text":"a [name]"},{"type":"output_text","text":""}"#))
    }

    @Test func cleanPartsOfAStreamPassAsTheyAre() throws {
        for parts in [
            ["a project", " nightingale"], ["a forbidden", "", " stop"], ["project nightjars", "x"],
        ] {
            let anthropic = Self.anthropic(parts)
            #expect(try answer("/v1/messages", anthropic, type: "text/event-stream").text == anthropic)
            let responses = Self.responses(parts)
            #expect(try answer("/v1/responses", responses, type: "text/event-stream").text == responses)
        }
    }
}
