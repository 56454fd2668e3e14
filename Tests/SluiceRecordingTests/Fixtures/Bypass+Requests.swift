extension Bypass {
    private static let phrase = "quokka pastry"

    private static func message(_ what: String, _ message: String) -> Bypass {
        Bypass(row: 81, what: what, body: #"{"messages":[\#(message)]}"#)
    }

    /// Texts that are no user's message.
    static let otherTexts: [Bypass] = [
        message("system", #"{"role":"system","content":"\#(phrase)"}"#),
        message("developer", #"{"role":"developer","content":[{"type":"text","text":"\#(phrase)"}]}"#),
        message("assistant", #"{"role":"assistant","content":"\#(phrase)"}"#),
        message("tool", #"{"role":"tool","tool_call_id":"c","content":"\#(phrase)"}"#),
        message(
            "tool arguments",
            #"{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{\"a\":\"\#(phrase)\"}"}}]}"#
        ),
        Bypass(
            row: 81, what: "tool description",
            body: #"{"tools":[{"function":{"name":"f","description":"\#(phrase)"}}],"messages":[]}"#),
        Bypass(
            row: 81, what: "prediction",
            body: #"{"prediction":{"type":"content","content":"\#(phrase)"},"messages":[]}"#),
        Bypass(
            row: 81, what: "document", path: "/v1/messages",
            body:
                #"{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"\#(phrase)"}}]}]}"#
        ),
        Bypass(
            row: 81, what: "functionResponse", path: "/v1beta/models/m:generateContent",
            body:
                #"{"contents":[{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"r":"\#(phrase)"}}}]}]}"#
        ),
        Bypass(
            row: 81, what: "instructions", path: "/v1/responses",
            body: #"{"input":"hi","instructions":"\#(phrase)"}"#),
    ]

    /// JSON that says the same in another way.
    static let spellingsOfJSON: [Bypass] = [
        message("escapes", #"{"role":"user","content":"\u0071\u0075okka\u0020pastry"}"#).on(82, #"\u0071"#),
        message("escaped keys", #"{"r\u006fle":"user","c\u006fntent":"\#(phrase)"}"#).on(82),
        message(
            "a part that nobody knows", #"{"role":"user","content":[{"type":"novel","novel":"\#(phrase)"}]}"#
        )
        .on(82),
        message("a member that nobody knows", #"{"role":"user","content":"a","novel":{"k":["\#(phrase)"]}}"#)
            .on(82),
        message("a key", #"{"role":"user","content":"a","\#(phrase)":1}"#).on(82),
        message("a role that nobody knows", #"{"role":"novel","content":"\#(phrase)"}"#).on(82),
        message("twice the same key", #"{"role":"user","content":"a","content":"\#(phrase)"}"#).on(82),
        message(
            "arguments within arguments",
            #"{"role":"assistant","function_call":{"name":"f","arguments":"{\"a\":\"\\u0071uokka pastry\"}"}}"#
        )
        .on(82, #"u0071uokka"#),
        Bypass(row: 82, what: "a value behind the value", body: #"{"messages":[]}{"a":"\#(phrase)"}"#),
        Bypass(row: 82, what: "an array in place of the object", body: #"[{"a":"\#(phrase)"}]"#),
    ]

    private func on(_ row: Int, _ trace: String? = nil) -> Bypass {
        var copy = self
        copy.row = row
        copy.trace = trace ?? copy.trace
        return copy
    }

    /// Endpoints and bodies that are out of the way.
    static let otherBodies: [Bypass] = [
        Bypass(
            row: 84, what: "an endpoint that nobody knows", path: "/v1/novel", body: #"{"a":["\#(phrase)"]}"#),
        Bypass(row: 84, what: "JSON as text", place: .request(type: "text/plain"), body: json),
        Bypass(row: 84, what: "JSON as bytes", place: .request(type: "application/octet-stream"), body: json),
        Bypass(
            row: 84, what: "JSON as a form", place: .request(type: "application/x-www-form-urlencoded"),
            body: json),
        Bypass(row: 84, what: "JSON as an image", place: .request(type: "image/png"), body: json),
        Bypass(row: 84, what: "JSON without a type", place: .request(type: ""), body: json),
        Bypass(row: 84, what: "text", place: .request(type: "text/plain"), body: "a \(phrase)"),
        Bypass(
            row: 84, what: "a form", place: .request(type: "application/x-www-form-urlencoded"),
            body: "a=b&c=quokka+past%72y", trace: "quokka+past%72y"),
        Bypass(
            row: 84, what: "parts", place: .request(type: "multipart/form-data; boundary=b"),
            body: "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(phrase)\r\n--b--\r\n"),
        Bypass(
            row: 84, what: "a file", place: .request(type: "multipart/form-data; boundary=b"),
            body:
                "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\(phrase)\"\r\n\r\na\r\n--b--\r\n"
        ),
        Bypass(
            row: 84, what: "a line of a list", path: "/v1/files",
            place: .request(type: "multipart/form-data; boundary=b"),
            body:
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n{\"a\":1}\n{\"a\":\"\\u0071uokka pastry\"}\r\n--b--\r\n",
            trace: #"u0071uokka"#),
    ]

    private static let json = #"{"messages":[{"role":"user","content":"\#(phrase)"}]}"#
}
