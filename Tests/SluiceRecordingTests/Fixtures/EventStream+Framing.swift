extension EventStream {
    /// The streams whose framing is unusual, and what has to be the same all the same.
    static let framings: [EventStream] = [
        twoChoices.framed("CRLF") { $0.replacing("\n", with: "\r\n") },
        messageText.framed("CRLF") { $0.replacing("\n", with: "\r\n") },
        messageTool.framed("CR") { $0.replacing("\n", with: "\r") },
        logprobs.framed("no blank behind the colon") { $0.replacing("data: ", with: "data:") },
        reasoning.framed("cut off") { String($0.dropLast(16)) },
        messageText.framed("comments and ids") {
            $0.replacing("event: content", with: ": 7\nid: 7\nevent: content")
        },
        completions.framed("two data lines") { $0.replacing(#""choices":["#, with: "\"choices\":\ndata: [") },
        geminiArray.framed("spread over lines") {
            $0.replacing(#"{"candidates":"#, with: "{\n  \"candidates\" :\r\n")
        },
        geminiArray.framed("without blanks") { $0.replacing("\r\n", with: "") },
        ollamaChat.framed("CRLF and blank lines") { $0.replacing("\n", with: "\r\n\r\n") },
        oddEvents,
    ]

    private func framed(_ how: String, _ change: (String) -> String) -> EventStream {
        EventStream(name: "\(name), \(how)", path: path, contentType: contentType, body: change(body))
    }

    /// Events that are no chunks: text, empty data, other types, an error, members that nobody knows.
    private static let oddEvents = EventStream(
        name: "chat, odd events", path: "/v1/chat/completions",
        body: """
            : waiting

            data: {"id":"a","choices":[{"index":0,"delta":{"role":"assistant","content":"a sil"}}],"new":"cop"}

            data: not JSON, a silver

            data:

            event: note
            data: {"choices":[{"index":0,"delta":{"content":"ver otter"}}],"new":"per kettle","more":["silver otter"]}

            data:  otter, {"broken":

            event: only a name

            data: {"choices":[{"index":0,"delta":{"content":" sees","hint":{"copper kettle":"amber"}}}]}

            data: [1,"silver otter"]

            data: "amber lamp"

            data: {"choices":[{"index":0,"delta":{"content":" an amber lamp","hint":{"x":" lamp"}},"finish_reason":"stop"}]}

            data: {"error":{"message":"the copper kettle is empty","code":null}}

            data: [DONE]


            """)
}
