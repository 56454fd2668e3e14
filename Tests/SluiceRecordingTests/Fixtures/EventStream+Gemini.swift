extension EventStream {
    /// Events of Gemini's, from the parts of each, with the line ends that Google has.
    static func gemini(_ name: String, _ parts: [String]) -> EventStream {
        let events = parts.enumerated().map { number, part in
            let reason = number == parts.count - 1 ? #","finishReason":"STOP""# : ""
            return
                #"{"candidates":[{"content":{"parts":[\#(part)],"role":"model"}\#(reason),"index":0}],"#
                + #""usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":\#(number)},"modelVersion":"m-4"}"#
        }
        return EventStream(
            name: name, path: "/v1beta/models/m-4:streamGenerateContent", request: #"{"contents":[]}"#,
            body: events.map { "data: \($0)\r\n\r\n" }.joined())
    }

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
