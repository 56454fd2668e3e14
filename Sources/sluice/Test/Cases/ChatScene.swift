import SluicePipeline
package import SluiceRecording

/// A short conversation in the form of OpenAI's chat completions, for cases that need no recording.
package struct ChatScene: Sendable, Equatable {
    package var system: String?
    package var user: String
    package var answer: String
    package var isStreamed = true

    /// The code points of a delta.
    private static let deltaLength = 8

    /// The exchange, its answer in deltas of eight characters or whole.
    package func exchange(named name: String) -> RecordedExchange {
        var messages = [message("user", user)]
        if let system { messages.insert(message("system", system), at: 0) }
        let request = JSONValue.object([
            ("model", .string("case")), ("stream", .boolean(isStreamed)), ("messages", .array(messages)),
        ])
        var fields = HeaderFields()
        fields[.contentType] = "application/json"
        var answerFields = HeaderFields()
        answerFields[.contentType] = isStreamed ? "text/event-stream" : "application/json"
        return RecordedExchange(
            name: name,
            request: RecordedExchange.Request(
                path: "/v1/chat/completions", fields: fields, body: Array(request.description.utf8)),
            response: RecordedExchange.Response(
                fields: answerFields, body: Array((isStreamed ? stream : whole).utf8)))
    }

    private var whole: String {
        answer(
            kind: "chat.completion",
            .object([
                ("index", .integer(0)), ("message", message("assistant", answer)),
                ("finish_reason", .string("stop")),
            ]))
    }

    private var stream: String {
        var events = [
            event(.object([("role", .string("assistant")), ("content", .string(""))]), finish: nil)
        ]
        var rest = Substring(answer).unicodeScalars
        while !rest.isEmpty {
            let piece = String(String.UnicodeScalarView(rest.prefix(Self.deltaLength)))
            rest = rest.dropFirst(Self.deltaLength)
            events.append(event(.object([("content", .string(piece))]), finish: nil))
        }
        events.append(event(.object([]), finish: "stop"))
        return (events + ["[DONE]"]).map { "data: \($0)\n\n" }.joined()
    }

    private func event(_ delta: JSONValue, finish: String?) -> String {
        answer(
            kind: "chat.completion.chunk",
            .object([
                ("index", .integer(0)), ("delta", delta),
                ("finish_reason", finish.map(JSONValue.string) ?? .null),
            ]))
    }

    private func answer(kind: String, _ choice: JSONValue) -> String {
        JSONValue.object([
            ("id", .string("case")), ("object", .string(kind)), ("created", .integer(0)),
            ("model", .string("case")), ("choices", .array([choice])),
        ]).description
    }

    private func message(_ role: String, _ text: String) -> JSONValue {
        .object([("role", .string(role)), ("content", .string(text))])
    }
}
