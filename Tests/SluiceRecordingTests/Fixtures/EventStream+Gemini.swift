extension EventStream {
    /// Events of Gemini's, from the parts of each, with the line ends that Google has.
    static func gemini(_ name: String, _ parts: [String]) -> EventStream {
        EventStream(
            name: name, path: "/v1beta/models/m-4:streamGenerateContent", request: #"{"contents":[]}"#,
            body: answers(parts).map { "data: \($0)\r\n\r\n" }.joined())
    }

    private static func answers(_ parts: [String]) -> [String] {
        parts.enumerated().map { number, part in
            let reason = number == parts.count - 1 ? #","finishReason":"STOP""# : ""
            return
                #"{"candidates":[{"content":{"parts":[\#(part)],"role":"model"}\#(reason),"index":0}],"#
                + #""usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":\#(number)},"modelVersion":"m-4"}"#
        }
    }

    /// What comes without `alt=sse`: one array.
    static let geminiArray: EventStream = {
        let thoughts = ["A silver", " otter [, then] a \"cop", "per kettle\\"].map {
            #"{"text":\#(quoted($0)),"thought":true}"#
        }
        let call =
            #"{"functionCall":{"name":"find","args":{"animal":"silver otter","place":["amber lamp"]}}}"#
        let texts = ["silver ot", "ter swims ", "past a copper", " kettle} the am", "ber lamp"].map {
            #"{"text":\#(quoted($0))}"#
        }
        let elements = answers(thoughts + [call] + texts)
        return EventStream(
            name: "gemini array", path: "/v1beta/models/m-4:streamGenerateContent",
            request: #"{"contents":[]}"#, contentType: "application/json; charset=UTF-8",
            body: "[" + elements.joined(separator: "\r\n,\r\n") + "\r\n]\r\n")
    }()

    /// Calls whose arguments come in fragments, each value by its path.
    static let geminiFragments: EventStream = {
        func fragment(_ path: String, _ text: String, continues: Bool = true) -> String {
            let more = continues ? #","willContinue":true"# : ""
            return
                #"{"functionCall":{"partialArgs":[{"jsonPath":"\#(path)","stringValue":\#(quoted(text))\#(more)}],"willContinue":true}}"#
        }
        return gemini(
            "gemini fragments",
            [
                #"{"functionCall":{"name":"file","willContinue":true},"thoughtSignature":"silver otter"}"#,
                fragment("$.x", "a silver o"), fragment("$.y[0]", "copper"), fragment("$.x", "tter"),
                fragment("$.y[1]", " kettle, an amber"), fragment("$.x", "", continues: false),
                fragment("$.y[1]", " lamp"),
                #"{"functionCall":{"name":"dive","willContinue":true}}"#, fragment("$.x", "s at a copper ke"),
                fragment("$.x", "ttle"), #"{"functionCall":{}}"#,
            ])
    }()

    static let geminiText = gemini(
        "gemini text",
        [
            "silver ot", "ter swims ", "past a copper", " kettle; the \u{91D1}", "\u{989D} glow",
            " \u{1F600} of an amber la", "mp",
        ].map { #"{"text":\#(quoted($0))}"# })

    static let geminiThought = gemini(
        "gemini thought",
        ["A silver", " otter, then a cop", "per kettle"].map { #"{"text":\#(quoted($0)),"thought":true}"# }
            + [
                #"{"functionCall":{"name":"find","args":{"animal":"silver otter","place":["amber lamp"]}}}"#,
                #"{"text":"silver otters by "}"#, #"{"text":"the am","thoughtSignature":"silver otter"}"#,
                #"{"text":"ber lamp"}"#,
            ])
}
