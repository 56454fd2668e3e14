import SluicePipeline
import SluiceRecording

/// Small exchanges of our own that between them have a string in every place that a table names.
enum CanaryExchange {
    static let all: [RecordedExchange] =
        chat + completions + responses + anthropic + gemini + ollama + media + lists

    /// A request in JSON, or one for what is kept, and its answer.
    static func make(
        _ path: String, _ request: String, _ answer: String, status: Int = 200,
        type: String = "application/json"
    ) -> RecordedExchange {
        exchange(path, request, requestType: "application/json", answer, status: status, type: type)
    }

    /// A request that is a form, each field a name (and what stands behind it in the part's head) with its value.
    static func form(
        _ path: String, _ fields: [(name: String, value: String)], _ answer: String,
        type: String = "application/json"
    ) -> RecordedExchange {
        let parts = fields.map {
            "--edge\r\nContent-Disposition: form-data; name=\($0.name)\r\n\r\n\($0.value)\r\n"
        }
        return exchange(
            path, parts.joined() + "--edge--\r\n", requestType: "multipart/form-data; boundary=edge", answer,
            status: 200, type: type)
    }

    private static func exchange(
        _ path: String, _ request: String, requestType: String, _ answer: String, status: Int, type: String
    ) -> RecordedExchange {
        func fields(_ type: String) -> HeaderFields {
            HeaderFields([HeaderFields.Field(name: "Content-Type", value: type)])
        }
        return RecordedExchange(
            name: path,
            request: RecordedExchange.Request(
                method: request.isEmpty ? "GET" : "POST", path: path, fields: fields(requestType),
                body: Array(request.utf8)),
            response: RecordedExchange.Response(
                status: status, fields: fields(type), body: Array(answer.utf8)))
    }

    /// Each of these twice in a row, with different words.
    static func pairs(_ makes: ((String) -> String)...) -> [String] {
        makes.flatMap { make in ["a", "b"].map(make) }
    }

    /// A stream of events, each its data.
    static func events(_ path: String, _ data: [String], end: String = "") -> RecordedExchange {
        make(
            path, #"{"stream":true}"#, data.map { "data: \($0)\n\n" }.joined() + end,
            type: "text/event-stream")
    }

    /// A stream of named events.
    static func named(_ path: String, _ data: [String]) -> RecordedExchange {
        let frames = data.map { data in
            let type = data.split(separator: "\"").dropFirst(3).first ?? ""
            return "event: \(type)\ndata: \(data)\n\n"
        }
        return make(path, #"{"stream":true}"#, frames.joined(), type: "text/event-stream")
    }
}
