import SluiceWire
import Testing

/// Gemini: where the texts stand, and how a stream ends.
struct DialectGeminiTests {
    static let dialect = Gemini()

    @Test(arguments: [
        (
            #"{"candidates":[{"content":{"parts":[{"text":"a"},{"text":"b","thought":true},{"thought":true,"text":"c"}],"role":"model"},"index":2}]}"#,
            [
                "response.text|delta|2.0|a", "response.reasoning|delta|2.0|b",
                "response.reasoning|delta|2.0|c",
            ]
        ),
        (
            #"{"candidates":[{"content":{"parts":[{"functionCall":{"id":"i","name":"f","args":{"k":"v","n":4}}}]}}]}"#,
            [
                "response.tool_arguments|whole||f",
                "response.tool_arguments|whole||args|key", "response.tool_arguments|whole||k|key",
                "response.tool_arguments|whole||v", "response.tool_arguments|whole||n|key",
                "response.tool_arguments|whole||4",
            ]
        ),
        (
            #"{"candidates":[{"content":{"parts":[{"executableCode":{"code":"c","language":"PYTHON"}},{"codeExecutionResult":{"output":"o","outcome":"OUTCOME_OK"}}]},"finishMessage":"m"}]}"#,
            [
                "response.tool_arguments|piece||c", "response.other|piece||o", "response.other|whole||m",
            ]
        ),
        (
            #"{"promptFeedback":{"blockReason":"SAFETY","blockReasonMessage":"m"},"usageMetadata":{"promptTokenCount":3},"modelVersion":"g"}"#,
            ["response.other|whole||m"]
        ),
        (
            #"{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT","details":[{"@type":"t","reason":"r"}]}}"#,
            ["response.other|whole||m", "response.other|whole||reason|key", "response.other|whole||r"]
        ),
    ])
    func everyEventHasItsTexts(payload: String, expected: [String]) throws {
        let texts = try DialectTexts.event(Self.dialect, payload)
        #expect(texts == expected)
    }

    @Test(arguments: [
        (
            #"{"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"a"},{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]},{"role":"model","parts":[{"text":"b","thoughtSignature":"x"}]},{"parts":[{"text":"c"}]}]}"#,
            [
                "request.system|whole||s", "request.user|whole||a",
                "request.assistant|whole||b", "request.other|whole||c",
            ]
        ),
        (
            #"{"contents":{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"r":"v"}}}]}}"#,
            [
                "request.tool_results|whole||name|key", "request.tool_results|whole||f",
                "request.tool_results|whole||response|key", "request.tool_results|whole||r|key",
                "request.tool_results|whole||v",
            ]
        ),
        (
            #"{"generateContentRequest":{"model":"m","contents":[{"role":"user","parts":[{"text":"a"}]}],"system_instruction":{"parts":[{"text":"s"}]}}}"#,
            ["request.user|whole||a", "request.system|whole||s"]
        ),
        (
            #"{"requests":[{"model":"m","content":{"role":"user","parts":[{"text":"a"}]},"taskType":"T"}]}"#,
            ["request.user|whole||a"]
        ),
    ])
    func everyRequestHasItsTexts(payload: String, expected: [String]) throws {
        let texts = try DialectTexts.request(Self.dialect, payload)
        #expect(texts == expected)
    }

    private func begun(request: String = "{}") throws -> DialectStream {
        var stream = try DialectStream(Self.dialect, request: request)
        stream.ledger.lineEnding = .crlf
        try stream.accept(
            #"{"candidates":[{"content":{"parts":[{"text":"a"}]}},{"content":{"parts":[{"text":"b"}]},"index":1}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":2},"modelVersion":"g-1"}"#
        )
        return stream
    }

    @Test func aSoftEndingFinishesEveryCandidate() throws {
        var stream = try begun()
        try stream.accept(#"{"candidates":[{"index":1,"finishReason":"STOP"}]}"#)
        #expect(
            stream.ending(.soft(refusalText: "No."))
                == #"data: {"candidates":[{"content":{"parts":[{"text":"No."}],"role":"model"},"finishReason":"PROHIBITED_CONTENT","index":0,"finishMessage":"Stopped by a rule."}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":2,"totalTokenCount":7},"modelVersion":"g-1"}"#
                + "\r\n\r\n")
    }

    @Test func proseIsLeftOutWhereTheAnswerIsJSON() throws {
        let stream = try begun(request: #"{"generationConfig":{"responseMimeType":"application/json"}}"#)
        #expect(!stream.ending(.soft(refusalText: "No.")).contains("No."))
    }

    @Test func aHardEndingIsAnError() throws {
        #expect(
            try begun().ending(.hard)
                == #"data: {"error":{"code":400,"message":"Stopped by a rule.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"content_filter","domain":"sluice","metadata":{"event":"evt_1"}}]}}"#
                + "\r\n\r\n")
    }

    @Test func anArrayIsClosedBehindItsEnding() throws {
        var stream = try begun()
        stream.ledger.framing = .array
        let ending = stream.ending(.soft(refusalText: nil))
        #expect(ending.hasPrefix(",\r\n{\"candidates\":"))
        #expect(ending.hasSuffix("}\r\n]\r\n"))
    }
}
