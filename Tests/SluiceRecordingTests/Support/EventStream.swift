import SluicePipeline
import SluiceRecording
import SluiceWire

/// A stream written in a test.
struct EventStream: Sendable, CustomStringConvertible {
    var name: String
    var path: String
    var request = #"{"stream":true}"#
    var contentType = "text/event-stream"
    var body: String

    var description: String { name }

    var framing: StreamFraming { recorded.framing(in: recorded.dialect) ?? .sse }

    var recorded: RecordedExchange {
        let type = HeaderFields([HeaderFields.Field(name: "Content-Type", value: contentType)])
        let json = HeaderFields([HeaderFields.Field(name: "Content-Type", value: "application/json")])
        return RecordedExchange(
            name: name,
            request: RecordedExchange.Request(path: path, fields: json, body: Array(request.utf8)),
            response: RecordedExchange.Response(fields: type, body: Array(body.utf8)))
    }

    /// Chunks of OpenAI's, from what stands in `choices` of each.
    static func chat(_ name: String, _ choices: [String], extra: String = "", tail: [String] = [])
        -> EventStream
    {
        let chunks = choices.map { choice in
            """
            data: {"id":"chatcmpl-own","object":"chat.completion.chunk","created":1700000000,"model":"m-1",\
            "choices":[\(choice)]\(extra)}


            """
        }
        let end = (tail + ["[DONE]"]).map { "data: \($0)\n\n" }
        return EventStream(name: name, path: "/v1/chat/completions", body: (chunks + end).joined())
    }

    /// Anthropic's events, each named by its type.
    static func anthropic(_ name: String, _ events: [String]) -> EventStream {
        let start =
            #"{"type":"message_start","message":{"id":"msg_own","type":"message","role":"assistant","model":"m-2","#
            + #""content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}"#
        let end = [
            #"{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":40}}"#,
            #"{"type":"message_stop"}"#,
        ]
        let frames = ([start] + events + end).map { data in
            let type = data.split(separator: "\"").dropFirst(3).first ?? ""
            return "event: \(type)\ndata: \(data)\n\n"
        }
        return EventStream(name: name, path: "/v1/messages", body: frames.joined())
    }

    /// The data of a JSON string.
    static func quoted(_ text: String) -> String {
        var json: [UInt8] = []
        JSONText.appendEscaped(Array(text.utf8).span, into: &json)
        return "\"" + String(decoding: json, as: UTF8.self) + "\""
    }
}
