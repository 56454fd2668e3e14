import SluicePipeline
import SluiceRecording
import SluiceRules
import Testing
import sluice

/// Recordings and rules in memory for tests of the commands that replay.
enum RecordedScenes {
    /// A chat stream whose text comes in these pieces.
    static func recording(
        _ id: String, asked: String = "hello", answered pieces: [String], label: String? = nil
    ) -> Recording {
        let json = HeaderFields([HeaderFields.Field(name: "content-type", value: "application/json")])
        let stream = HeaderFields([HeaderFields.Field(name: "content-type", value: "text/event-stream")])
        let request = #"{"model":"m","stream":true,"messages":[{"role":"user","content":"\#(asked)"}]}"#
        let chunks = pieces.map {
            #"data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"\#($0)"},"finish_reason":null}]}"#
        }
        let end =
            #"data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
        return Recording(
            id: id, label: label,
            events: [
                .init(0, .request(method: "POST", target: "/v1/chat/completions", fields: json)),
                .init(0, .requestBody(Array(request.utf8))), .init(0, .requestEnd),
                .init(9, .response(status: 200, fields: stream)),
            ] + (chunks + [end, "data: [DONE]"]).map { .init(10, .responseBody(Array("\($0)\n\n".utf8))) }
                + [.init(11, .responseEnd)])
    }

    static let all = [
        recording("clean", answered: ["a quiet ", "river"], label: "benign"),
        recording("owl", answered: ["an o", "wl"], label: "benign"),
        recording("heron", asked: "where is the heron", answered: ["here"]),
        recording("number", answered: ["it is 4111 11", "1111"]),
        recording("ring", answered: ["41111111", "11111111"], label: "violating"),
    ]

    static func items(_ recordings: [Recording] = all) throws -> [RecordingFiles.Item] {
        let files = recordings.map { ("recs/\($0.id).rec.jsonl", $0.bytes) }
        return try RecordingFiles(files: .memory(Dictionary(uniqueKeysWithValues: files))).read(["recs"])
    }

    static func session(_ text: String = TextCommandRules.text) throws -> ReplaySession {
        let rules = try TextRules(
            ["birds.rules.yaml"], target: nil, level: "high",
            files: .memory(["birds.rules.yaml": Array(text.utf8)]))
        return ReplaySession(rules.set, level: rules.level)
    }

    /// The same text without what differs from run to run.
    static func timeless(_ text: String) -> String {
        text.replacing(#/[\d,]+ ms/#, with: "N ms")
    }
}
