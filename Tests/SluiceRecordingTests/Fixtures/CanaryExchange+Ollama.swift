import SluiceRecording

extension CanaryExchange {
    private static func lines(_ path: String, _ lines: [String]) -> RecordedExchange {
        let all = lines.map { #"{"model":"m","created_at":"c",\#($0),"done":false}"# }
        let last =
            #"{"model":"m","created_at":"c","response":"z","done":true,"done_reason":"stop","context":[1]}"#
        return make(
            path, "{}", (all + [last]).map { $0 + "\n" }.joined(), type: "application/x-ndjson")
    }

    private static func message(_ members: String) -> String {
        #""message":{"role":"assistant",\#(members)}"#
    }

    private static let calls =
        #""tool_calls":[{"id":"i","type":"function","function":{"index":0,"name":"n","arguments":{"k":"v","n":1}}}]"#

    /// Both of Ollama's endpoints.
    static let ollama = [
        make(
            "/api/chat",
            #"{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"u","images":["AAAA"]},{"role":"assistant","content":"a","thinking":"t",\#(calls)},{"role":"tool","tool_name":"n","content":"t"}],"tools":[{"type":"function","function":{"name":"n","description":"d"}}],"format":{"title":"t"},"options":{"stop":["s"]},"keep_alive":"5m","novel":"n"}"#,
            #"{"model":"m","created_at":"c",\#(message(#""content":"a","thinking":"t","images":["AAAA"],"tool_name":"n","# + calls)),"done":true,"done_reason":"stop","logprobs":[{"token":"t"}],"novel":"n"}"#
        ),
        make(
            "/api/generate",
            #"{"model":"m","prompt":"p","suffix":"s","system":"s","template":"t","images":["AAAA"],"format":"json","novel":"n"}"#,
            #"{"model":"m","created_at":"c","response":"r","thinking":"t","done":true,"done_reason":"stop","context":[1]}"#
        ),
        make("/api/chat", "{}", #"{"error":"e","code":"c","status":"s"}"#, status: 400),
        lines(
            "/api/chat",
            pairs(
                { message(#""content":"","thinking":"\#($0)""#) },
                { message(#""content":"\#($0)""#) + #","novel":"n""# }) + [
                    message(#""content":"",\#(calls)"#)
                ]),
        lines("/api/generate", pairs({ #""response":"","thinking":"\#($0)""# }, { #""response":"\#($0)""# })),
    ]
}
