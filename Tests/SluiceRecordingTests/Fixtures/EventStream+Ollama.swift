extension EventStream {
    private static func ollama(_ name: String, path: String, _ lines: [String], end: String = "")
        -> EventStream
    {
        let all = lines.map { #"{"model":"m-5","created_at":"2026-01-01T00:00:00Z",\#($0),"done":false}"# }
        let last =
            #"{"model":"m-5","created_at":"2026-01-01T00:00:01Z",\#(end)"done":true,"done_reason":"stop","total_duration":9,"eval_count":4}"#
        return EventStream(
            name: name, path: path, request: #"{"model":"m-5"}"#, contentType: "application/x-ndjson",
            body: (all + [last]).map { $0 + "\n" }.joined())
    }

    private static func message(_ members: String) -> String {
        #""message":{"role":"assistant",\#(members)}"#
    }

    static let ollamaChat: EventStream = {
        let thoughts = ["A silver", " otter, then a cop", "per kettle"].map {
            message(#""content":"","thinking":\#(quoted($0))"#)
        }
        let call = message(
            #""content":"","tool_calls":[{"function":{"name":"find","arguments":{"animal":"silver otter","place":["amber lamp"],"n":3}}}]"#
        )
        let texts = [
            "silver ot", "ter swims ", "past a copper", " kettle; the \u{91D1}", "\u{989D} glow",
            " \u{1F600} of an amber la", "mp",
        ].map { message(#""content":\#(quoted($0))"#) }
        return ollama(
            "ollama chat", path: "/api/chat", thoughts + [call] + texts,
            end: message(#""content":"""#) + ",")
    }()

    static let ollamaGenerate = ollama(
        "ollama generate", path: "/api/generate",
        ["silver ot", "ter swims\n", "past a copper", " kettle by an am"].map {
            #""response":\#(quoted($0))"#
        }, end: #""response":"ber lamp","context":[1,2,3],"#)
}
