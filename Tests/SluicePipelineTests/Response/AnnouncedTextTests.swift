import SluicePipeline
import SluiceRules
import Testing

/// Responses: a text may begin in the event that announces it, and go on in the deltas behind that event.
struct AnnouncedTextTests {
    /// A stream of these events, each with its type and the rest of its members.
    private static func stream(_ events: [(type: String, members: String)]) -> String {
        let all =
            [("response.created", #""response":{"id":"r","object":"response","output":[]}"#)] + events
            + [("response.completed", #""response":{"id":"r","object":"response","output":[]}"#)]
        return all.enumerated().map { number, event in
            "event: \(event.0)\ndata: {\"type\":\"\(event.0)\",\"sequence_number\":\(number),\(event.1)}\n\n"
        }.joined()
    }

    private func run(_ events: [(type: String, members: String)]) throws -> AnswerRun {
        let exchange = try TestRules.exchange(path: "/v1/responses", body: #"{"input":"hi"}"#)
        return AnswerRun(
            exchange, contentType: "text/event-stream",
            pieces: Array(Self.stream(events).utf8).map { [$0] })
    }

    private static let command = #""output_index":1,"command_index":0"#
    private static let part = #""item_id":"m","output_index":1,"content_index":0"#
    private static let summary = #""item_id":"m","output_index":1,"summary_index":0"#

    /// What announces a text with its first half, what goes on with the other, and what says both again.
    private static let texts: [(String, [(type: String, members: String)])] = [
        (
            "a shell command",
            [
                ("response.shell_call_command.added", #"\#(command),"command":"cat project ni""#),
                ("response.shell_call_command.delta", #"\#(command),"delta":"ghtjar.txt""#),
                ("response.shell_call_command.done", #"\#(command),"command":"cat project nightjar.txt""#),
            ]
        ),
        (
            "a message",
            [
                (
                    "response.output_item.added",
                    #""output_index":1,"item":{"id":"m","type":"message","content":[{"type":"output_text","text":"so project ni"}]}"#
                ),
                ("response.output_text.delta", #"\#(part),"delta":"ghtjar""#),
                ("response.output_text.done", #"\#(part),"text":"so project nightjar""#),
            ]
        ),
        (
            "a part",
            [
                (
                    "response.content_part.added",
                    #"\#(part),"part":{"text":"project ni","type":"output_text"}"#
                ),
                ("response.output_text.delta", #"\#(part),"delta":"ghtjar""#),
                (
                    "response.content_part.done",
                    #"\#(part),"part":{"text":"project nightjar","type":"output_text"}"#
                ),
            ]
        ),
        (
            "a summary",
            [
                (
                    "response.reasoning_summary_part.added",
                    #"\#(summary),"part":{"type":"summary_text","text":"project ni"}"#
                ),
                ("response.reasoning_summary_text.delta", #"\#(summary),"delta":"ghtjar""#),
                ("response.reasoning_summary_text.done", #"\#(summary),"text":"project nightjar""#),
            ]
        ),
        (
            "arguments",
            [
                (
                    "response.output_item.added",
                    #""output_index":1,"item":{"id":"f","type":"function_call","name":"f","arguments":"{\"a\":\"project ni"}"#
                ),
                ("response.function_call_arguments.delta", #""output_index":1,"delta":"ghtjar\"}""#),
                (
                    "response.function_call_arguments.done",
                    #""output_index":1,"arguments":"{\"a\":\"project nightjar\"}""#
                ),
            ]
        ),
        (
            "a patch",
            [
                (
                    "response.output_item.added",
                    #""output_index":1,"item":{"id":"p","type":"apply_patch_call","operation":{"type":"update_file","path":"a","diff":"+project ni"}}"#
                ),
                ("response.apply_patch_call_operation_diff.delta", #""output_index":1,"delta":"ghtjar""#),
                (
                    "response.apply_patch_call_operation_diff.done",
                    #""output_index":1,"diff":"+project nightjar""#
                ),
            ]
        ),
    ]

    @Test(arguments: texts.indices)
    func aPhraseBetweenTheAnnouncementAndItsDeltasIsFound(index: Int) throws {
        let (name, events) = Self.texts[index]
        let result = try run(events)
        #expect(result.status == 200, "\(name)")
        #expect(!result.text.contains("ghtjar"), "\(name): \(result.text)")
        #expect(result.text.split(separator: "[name]").count == 3, "\(name): \(result.text)")
        #expect(result.findings.count == 1, "\(name): \(result.findings)")
    }

    @Test func aCleanAnnouncedTextArrivesAsItIs() throws {
        for (name, events) in Self.texts {
            let clean = events.map { event in
                let members = event.members.replacing("ni", with: "so").replacing("ght", with: "n")
                return (type: event.type, members: members)
            }
            let text = try run(clean).text
            #expect(text == Self.stream(clean), "\(name)")
        }
    }

    @Test func aBlockEndsWithTheTextFromItsAnnouncement() throws {
        let result = try run([
            (
                "response.output_item.added",
                #""output_index":1,"item":{"id":"m","type":"message","content":[]}"#
            ),
            (
                "response.content_part.added",
                #"\#(Self.part),"part":{"type":"output_text","text":"well, a forb"}"#
            ),
            ("response.output_text.delta", #"\#(Self.part),"delta":"idden step""#),
        ])
        #expect(result.status == 200)
        #expect(!result.text.contains("forb"))
        #expect(
            result.text.contains(
                #""response.output_text.done","sequence_number":4,"item_id":"m","output_index":1,"content_index":0,"text":"well, a This answer was withheld.""#
            ), "\(result.text)")
        #expect(result.text.contains("response.incomplete"))
    }
}
