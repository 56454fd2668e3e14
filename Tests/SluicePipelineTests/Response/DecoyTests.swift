import SluicePipeline
import Testing

/// What is said in two ways of which a client takes one.
struct DecoyTests {
    private func run(_ path: String, _ body: String, type: String = "application/json") throws -> AnswerRun {
        AnswerRun(try TestRules.exchange(path: path), contentType: type, pieces: [Array(body.utf8)])
    }

    /// Parsers take the last of two members with one key.
    @Test(arguments: [
        (
            "/v1/chat/completions",
            #"{"choices":[{"index":0,"message":{"content":"zz","content":"a forbidden step"}}]}"#
        ),
        (
            "/v1/chat/completions",
            #"{"choices":[{"index":0,"message":{"content":"zz"},"message":{"content":"yy"}}]}"#
        ),
        ("/v1/chat/completions", #"{"choices":[],"choi\u0063es":[]}"#),
        (
            "/v1beta/models/m:generateContent",
            #"{"candidates":[{"content":{"parts":[{"text":"forbidden"},{"text":"zz","text":" step"}]}}]}"#
        ),
        ("/v1/chat/completions", #"{"choices":[],"novel":"a","novel":"b"}"#),
        ("/v1/chat/completions", #"{"choices":[],"novel":{"text":"a","text":"b"}}"#),
    ])
    func anAnswerThatSaysAMemberTwiceIsRefused(path: String, body: String) throws {
        let result = try run(path, body)
        #expect(result.status == 502)
        #expect(result.text.contains("response_uninspectable"))
        let event = try run(path, "data: \(body)\n\n", type: "text/event-stream")
        #expect(event.status == 502)
    }

    @Test func whatNobodyReadsMayBeSaidTwice() throws {
        let body = #"{"choices":[],"usage":{"a":1,"a":2}}"#
        #expect(try run("/v1/chat/completions", body).text == body)
    }

    /// Some clients go by an event's name, some by the type in its data.
    @Test func anEventsNameMakesNoTextOpaque() throws {
        let events = ["a forbidden", " step"].map {
            "event: response.output_text.delta\ndata: "
                + #"{"type":"response.audio.delta","output_index":0,"content_index":0,"delta":"\#($0)"}"#
                + "\n\n"
        }
        for named in [true, false] {
            let body = events.map { named ? $0 : $0.replacing("output_text", with: "audio") }.joined()
            let result = try run("/v1/responses", body, type: "text/event-stream")
            #expect(result.text.contains(" step") == !named)
        }
    }

    @Test(arguments: [
        (
            "/v1/chat/completions",
            #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"TEXT"}}]}}]}"#
        ),
        (
            "/v1beta/models/m:streamGenerateContent?alt=sse",
            #"{"candidates":[{"content":{"parts":[{"executableCode":{"code":"TEXT"}}]}}]}"#
        ),
        (
            "/v1beta/models/m:streamGenerateContent?alt=sse",
            #"{"candidates":[{"content":{"parts":[{"codeExecutionResult":{"output":"TEXT"}}]}}]}"#
        ),
    ])
    func aTextInTwoEventsIsReadTogetherThoughNothingWaits(path: String, event: String) throws {
        func body(_ texts: String...) -> String {
            texts.map { "data: " + event.replacing("TEXT", with: $0) + "\n\n" }.joined()
        }
        let result = try run(path, body("x project", " nightjar"), type: "text/event-stream")
        #expect(!result.text.contains("nightjar"))
        let clean = body("x project", "project", " nightingale")
        let passed = try run(path, clean, type: "text/event-stream")
        #expect(passed.text == clean)
    }
}
