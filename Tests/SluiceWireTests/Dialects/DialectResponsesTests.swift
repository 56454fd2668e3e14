import SluiceWire
import Testing

/// OpenAI Responses: where the texts stand, and how a stream ends.
struct DialectResponsesTests {
    static let dialect = Responses()

    @Test(arguments: [
        (
            #"{"type":"response.output_text.delta","sequence_number":4,"item_id":"m","output_index":2,"content_index":1,"delta":"a","logprobs":[],"obfuscation":"z"}"#,
            ["response.text|delta|2.1|a"]
        ),
        (
            #"{"type":"response.refusal.delta","item_id":"m","output_index":2,"content_index":1,"delta":"a"}"#,
            ["response.refusal|delta|2.1|a"]
        ),
        (
            #"{"type":"response.reasoning_text.delta","output_index":2,"content_index":1,"delta":"a"}"#,
            ["response.reasoning|delta|2.1|a"]
        ),
        (
            #"{"delta":"a","output_index":2,"summary_index":1,"type":"response.reasoning_summary_text.delta"}"#,
            ["response.reasoning|delta|2.1|a"]
        ),
        (
            #"{"type":"response.function_call_arguments.delta","output_index":2,"delta":"{"}"#,
            ["response.tool_arguments|delta|2.0|{|json"]
        ),
        (
            #"{"type":"response.shell_call_command.delta","output_index":2,"command_index":1,"delta":"ls"}"#,
            ["response.tool_arguments|delta|2.1|ls"]
        ),
        (
            #"{"type":"response.shell_call_output_content.delta","output_index":2,"command_index":1,"delta":{"stdout":"a","stderr":"b"}}"#,
            ["response.other|delta|2.1|a", "response.other|delta|2.1|b"]
        ),
        (#"{"type":"response.audio.delta","delta":"UklGR"}"#, ["response.other|opaque||UklGR"]),
        (
            #"{"type":"response.some_new_text.delta","output_index":2,"delta":"a"}"#,
            ["response.other|delta|2.0|a"]
        ),
        (
            #"{"type":"response.shell_call_command.added","output_index":2,"command_index":1,"command":"ls"}"#,
            ["response.tool_arguments|delta|2.1|ls"]
        ),
        (
            #"{"command":"ls","output_index":2,"command_index":1,"type":"response.shell_call_command.done"}"#,
            ["response.tool_arguments|repeats|2.1|ls"]
        ),
        (
            #"{"part":{"text":"a","type":"summary_text"},"output_index":2,"summary_index":1,"type":"response.reasoning_summary_part.added"}"#,
            ["response.reasoning|delta|2.1|a"]
        ),
        (
            #"{"type":"response.output_item.added","output_index":2,"item":{"type":"message","content":[{"text":"a","type":"output_text"},{"type":"reasoning_text","text":"b"},{"type":"refusal","refusal":"c"}]}}"#,
            [
                "response.text|delta|2.0|a", "response.reasoning|delta|2.1|b",
                "response.refusal|delta|2.2|c",
            ]
        ),
        (
            #"{"item":{"type":"custom_tool_call","input":"a","action":{"commands":["b","c"]}},"output_index":2,"type":"response.output_item.added"}"#,
            [
                "response.tool_arguments|delta|2.0|a", "response.tool_arguments|delta|2.0|b",
                "response.tool_arguments|delta|2.1|c",
            ]
        ),
        (
            #"{"type":"response.created","response":{"output":[{"type":"message","content":[{"type":"output_text","text":"a"}]}]}}"#,
            ["response.text|delta||a"]
        ),
        (
            #"{"type":"response.output_text.done","output_index":2,"content_index":1,"text":"a"}"#,
            ["response.text|repeats|2.1|a"]
        ),
        (
            #"{"type":"response.content_part.done","output_index":2,"content_index":1,"part":{"type":"output_text","text":"a","annotations":[{"type":"url_citation","url":"u","title":"t"}]}}"#,
            [
                "response.text|repeats|2.1|a", "response.text|whole|2.0|url|key", "response.text|whole|2.0|u",
                "response.text|whole|2.0|title|key", "response.text|whole|2.0|t",
            ]
        ),
        (
            #"{"type":"response.output_item.done","output_index":2,"item":{"id":"m","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"a"},{"type":"reasoning_text","text":"b"}]}}"#,
            ["response.text|repeats|2.0|a", "response.reasoning|repeats|2.1|b"]
        ),
        (
            #"{"type":"response.completed","response":{"id":"r","instructions":"i","output":[{"type":"function_call","name":"f","arguments":"{}"},{"type":"image_generation_call","result":"iVBO"}]}}"#,
            [
                "request.system|whole||i", "response.tool_arguments|whole||f",
                "response.tool_arguments|repeats||{}|json", "response.other|opaque|0.1|iVBO",
            ]
        ),
        (
            #"{"type":"error","code":"c","message":"m","param":null,"error":{"message":"n","type":"x"}}"#,
            ["response.other|whole||c", "response.other|whole||m", "response.other|whole||n"]
        ),
    ])
    func everyEventHasItsTexts(payload: String, expected: [String]) throws {
        let texts = try DialectTexts.event(Self.dialect, payload)
        #expect(texts == expected)
    }

    @Test func aRequestHasItsTexts() throws {
        let request =
            #"{"model":"m","instructions":"i","input":[{"role":"user","content":"a"},{"type":"message","role":"developer","content":[{"type":"input_text","text":"b"},{"type":"input_image","image_url":"data:image/png;base64,AAAA"},{"type":"input_file","filename":"f.txt","file_data":"AAAA"}]},{"type":"function_call","call_id":"c","name":"n","arguments":"{}"},{"type":"function_call_output","call_id":"c","output":"o"},{"type":"function_call_output","output":[{"type":"input_text","text":"p"}]},{"type":"reasoning","summary":[{"type":"summary_text","text":"s"}],"encrypted_content":"e"},{"type":"shell_call_output","output":[{"stdout":"out"}]}],"previous_response_id":"r","prompt":{"id":"p","variables":{"v":"w"}},"tools":[{"type":"function","name":"t"}],"metadata":{"k":"x"}}"#
        #expect(
            try DialectTexts.request(Self.dialect, request) == [
                "request.system|whole||i", "request.user|whole||a", "request.system|whole||b",
                "request.system|whole||f.txt", "request.tool_arguments|whole||n",
                "request.tool_arguments|whole||{}|json", "request.tool_results|whole||o",
                "request.tool_results|whole||p",
                "request.assistant|whole||s", "request.tool_results|whole||stdout|key",
                "request.tool_results|whole||out", "request.user|whole||variables|key",
                "request.user|whole||v|key", "request.user|whole||w", "request.tools|whole||name|key",
                "request.tools|whole||t", "request.other|whole||k|key", "request.other|whole||x",
            ])
    }

    /// A stream up to its second delta.
    private func begun(request: String = "{}") throws -> DialectStream {
        var stream = try DialectStream(Self.dialect, request: request)
        for event in [
            #"{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","created_at":17,"model":"m-1","output":[]}}"#,
            #"{"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[]}}"#,
            #"{"type":"response.output_item.done","sequence_number":2,"output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[]}}"#,
            #"{"type":"response.output_item.added","sequence_number":3,"output_index":1,"item":{"id":"msg_1","type":"message","content":[]}}"#,
            #"{"type":"response.content_part.added","sequence_number":4,"item_id":"msg_1","output_index":1,"content_index":0,"part":{"type":"output_text","text":""}}"#,
            #"{"type":"response.output_text.delta","sequence_number":5,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"Say \"a"}"#,
            #"{"type":"response.output_text.delta","sequence_number":6,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"\nb"}"#,
        ] { try stream.accept(event) }
        return stream
    }

    @Test func aSoftEndingSaysAgainWhatWasDelivered() throws {
        let ending = try begun().ending(.soft(refusalText: nil))
        let place = #""item_id":"msg_1","output_index":1,"content_index":0"#
        let part = #"{"type":"output_text","annotations":[],"logprobs":[],"text":"Say \"a\nb"}"#
        let item =
            #"{"id":"msg_1","type":"message","status":"incomplete","role":"assistant","content":[\#(part)]}"#
        let expected = [
            ("response.output_text.done", #"7,\#(place),"text":"Say \"a\nb","logprobs":[]"#),
            ("response.content_part.done", #"8,\#(place),"part":\#(part)"#),
            ("response.output_item.done", #"9,"output_index":1,"item":\#(item)"#),
            (
                "response.incomplete",
                #"10,"response":{"id":"resp_1","object":"response","created_at":17,"status":"incomplete","error":null,"incomplete_details":{"reason":"content_filter"},"instructions":null,"metadata":{},"model":"m-1","output":[{"id":"rs_1","type":"reasoning","summary":[]},\#(item)],"parallel_tool_calls":true,"tool_choice":"auto","tools":[],"usage":null}"#
            ),
        ].map { "event: \($0)\ndata: {\"type\":\"\($0)\",\"sequence_number\":\($1)}\n\n" }.joined()
        #expect(ending == expected)
    }

    @Test(arguments: [
        ("{}", ["output_text.delta", "output_text.done", "content_part.done", "output_item.done"]),
        (
            #"{"text":{"format":{"type":"json_schema"}}}"#,
            [
                "output_item.added", "content_part.added", "refusal.delta", "output_text.done",
                "content_part.done", "output_item.done", "refusal.done", "content_part.done",
                "output_item.done",
            ]
        ),
    ])
    func aRefusalIsToldWithoutBreakingJSON(request: String, expected: [String]) throws {
        let ending = try begun(request: request).ending(.soft(refusalText: "No."))
        let types = ending.split(separator: "\n").filter { $0.hasPrefix("event: response.") }
            .map { String($0.dropFirst(16)) }
        #expect(types == expected + ["incomplete"])
        #expect(ending.contains(#""delta":"No.""#))
    }

    @Test func aCallThatBrokeOffIsNeverDone() throws {
        var stream = try begun()
        try stream.accept(
            #"{"type":"response.output_item.added","sequence_number":7,"output_index":2,"item":{"id":"fc_1","type":"function_call","name":"f","arguments":""}}"#
        )
        try stream.accept(
            #"{"type":"response.function_call_arguments.delta","sequence_number":8,"output_index":2,"delta":"{\"a"}"#
        )
        let ending = stream.ending(.soft(refusalText: nil))
        #expect(!ending.contains("fc_1"))
        #expect(ending.contains(#""status":"incomplete""#))
    }

    @Test func aHardEndingIsFlatAndNested() throws {
        let ending = try begun().ending(.hard)
        #expect(
            ending
                == #"""
                event: error
                data: {"type":"error","sequence_number":7,"code":"content_filter","message":"Stopped by a rule.","param":null,"error":{"message":"Stopped by a rule.","type":"invalid_request_error","param":null,"code":"content_filter"}}


                """#)
    }

    @Test func onlyAnErrorFollowsACompletedResponse() throws {
        var stream = try begun()
        try stream.accept(#"{"type":"response.completed","sequence_number":7,"response":{"id":"resp_1"}}"#)
        #expect(stream.ledger.isComplete)
        #expect(stream.ending(.soft(refusalText: nil)) == stream.ending(.hard))
    }
}
