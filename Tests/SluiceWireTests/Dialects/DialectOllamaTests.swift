import SluiceWire
import Testing

/// Ollama's own API: where the texts stand, and how a stream ends.
struct DialectOllamaTests {
    @Test(arguments: [
        (
            #"{"model":"m","created_at":"t","message":{"role":"assistant","content":"a","thinking":"b"},"done":false}"#,
            ["response.text|delta||a", "response.reasoning|delta||b"]
        ),
        (
            #"{"model":"m","message":{"content":"","tool_calls":[{"function":{"name":"f","arguments":{"k":"v"}}}]},"done":false}"#,
            [
                "response.tool_arguments|whole||f", "response.tool_arguments|whole||k|key",
                "response.tool_arguments|whole||v",
            ]
        ),
        (
            #"{"model":"m","response":"a","thinking":"b","done":true,"done_reason":"stop","context":[1,2]}"#,
            ["response.text|delta||a", "response.reasoning|delta||b"]
        ),
        (#"{"error":"went wrong"}"#, ["response.other|whole||went wrong"]),
    ])
    func everyLineHasItsTexts(payload: String, expected: [String]) throws {
        let texts = try DialectTexts.event(Ollama(.chat), payload)
        #expect(texts == expected)
    }

    @Test func everyRequestHasItsTexts() throws {
        let chat =
            #"{"model":"m","messages":[{"role":"system","content":"s"},{"role":"assistant","content":"a","thinking":"t","tool_calls":[{"function":{"name":"f","arguments":{"k":"v"}}}]},{"role":"tool","content":"r","tool_name":"f"},{"role":"user","content":"u","images":["AAAA"]}],"format":"json","options":{"temperature":0,"stop":["z"]}}"#
        #expect(
            try DialectTexts.request(Ollama(.chat), chat) == [
                "request.system|whole||s", "request.assistant|whole||a", "request.assistant|whole||t",
                "request.tool_arguments|whole||f", "request.tool_arguments|whole||k|key",
                "request.tool_arguments|whole||v", "request.tool_results|whole||r",
                "request.tool_results|whole||f", "request.user|whole||u", "request.tools|whole||json",
                "request.other|whole||z",
            ])
        let generate = #"{"model":"m","prompt":"p","system":"s","suffix":"x","template":"t"}"#
        #expect(
            try DialectTexts.request(Ollama(.generate), generate) == [
                "request.user|whole||p", "request.system|whole||s", "request.user|whole||x",
                "request.system|whole||t",
            ])
    }

    @Test func aConversationInTokenNumbersIsNoted() throws {
        #expect(
            try DialectStream(Ollama(.generate), request: #"{"context":[1,2]}"#).ledger.request.hasTokenPrompt
        )
        #expect(
            try !DialectStream(Ollama(.generate), request: #"{"context":[]}"#).ledger.request.hasTokenPrompt)
    }

    @Test(arguments: [
        (
            Ollama.Endpoint.chat, "{}",
            #"{"model":"m","message":{"role":"assistant","content":"No."},"done":true,"#
        ),
        (
            .chat, #"{"format":"json"}"#,
            #"{"model":"m","message":{"role":"assistant","content":""},"done":true,"#
        ),
        (.generate, "{}", #"{"model":"m","response":"No.","done":true,"#),
    ])
    func aSoftEndingIsALastLine(endpoint: Ollama.Endpoint, request: String, expected: String) throws {
        var stream = try DialectStream(Ollama(endpoint), request: request)
        stream.ledger.framing = .lines
        try stream.accept(#"{"model":"m","response":"a","message":{"content":"a"},"done":false}"#)
        let ending = stream.ending(.soft(refusalText: "No."))
        #expect(ending.hasPrefix(expected))
        #expect(ending.hasSuffix("}\n"))
        #expect(stream.ending(.hard) == #"{"error":"Stopped by a rule.","code":"content_filter"}"# + "\n")
    }
}
