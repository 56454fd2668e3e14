import SluiceRecording

extension CanaryExchange {
    private static let path = "/v1/messages"

    /// What a model's message may hold, a block of each kind.
    private static let blocks = [
        #"{"type":"text","text":"t","citations":[{"type":"char_location","cited_text":"c","document_title":"d","file_id":"f","encrypted_index":"e"}]}"#,
        #"{"type":"thinking","thinking":"t","signature":"s"}"#,
        #"{"type":"redacted_thinking","data":"d"}"#,
        #"{"type":"tool_use","id":"i","name":"n","input":{"k":"v"},"caller":{"type":"direct","tool_id":"i"}}"#,
        #"{"type":"server_tool_use","id":"i","name":"web_search","input":{"query":"q"}}"#,
        #"{"type":"web_search_tool_result","tool_use_id":"i","content":[{"type":"web_search_result","title":"t","url":"u","encrypted_content":"e","page_age":"p"}]}"#,
        #"{"type":"web_fetch_tool_result","tool_use_id":"i","content":{"type":"web_fetch_result","url":"u","content":{"type":"document","title":"t","source":{"type":"text","media_type":"m","data":"d"}}}}"#,
        #"{"type":"code_execution_tool_result","tool_use_id":"i","content":{"type":"code_execution_result","stdout":"o","stderr":"e","content":[{"type":"code_execution_output","file_id":"f"}]}}"#,
        #"{"type":"mcp_tool_use","id":"i","name":"n","server_name":"s","input":{"k":"v"}}"#,
        #"{"type":"mcp_tool_result","tool_use_id":"i","content":[{"type":"text","text":"t"}]}"#,
        #"{"type":"novel_block","novel":"n","deep":{"k":["v"]}}"#,
    ]

    private static let message =
        #""id":"m","type":"message","role":"assistant","model":"m","stop_sequence":"s","stop_details":{"type":"refusal","category":"c","explanation":"e"},"container":{"id":"c","expires_at":"e"},"context_management":{"applied_edits":[{"type":"t"}]},"usage":{"note":"n"},"novel":"n""#

    private static let request =
        #"{"model":"m","max_tokens":9,"system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral","ttl":"5m"}}],"messages":[{"role":"user","content":"u"},{"role":"user","content":[{"type":"text","text":"t"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}},{"type":"image","source":{"type":"url","url":"https://a.example/i"}},{"type":"document","title":"t","context":"c","source":{"type":"text","media_type":"text/plain","data":"d"},"citations":{"note":"n"}},{"type":"document","source":{"type":"content","content":[{"type":"text","text":"t"}]}},{"type":"tool_result","tool_use_id":"i","content":[{"type":"text","text":"t"},{"type":"image","source":{"type":"base64","media_type":"m","data":"AAAA"}}]},{"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"t"}]}]},{"role":"assistant","content":[BLOCKS]}],"tools":[{"type":"custom","name":"n","description":"d","input_schema":{"title":"t"}}],"tool_choice":{"type":"tool","name":"n"},"mcp_servers":[{"type":"url","name":"n","url":"https://a.example/","authorization_token":"a"}],"stop_sequences":["s"],"metadata":{"user_id":"u"},"output_config":{"effort":"low","format":{"type":"json_schema","schema":{"title":"t"}}},"service_tier":"auto","thinking":{"type":"enabled"},"container":"c","betas":["b"],"novel":{"k":"v"}}"#
        .replacing("BLOCKS", with: blocks.joined(separator: ","))

    private static func start(_ index: Int, _ block: String) -> String {
        #"{"type":"content_block_start","index":\#(index),"content_block":\#(block)}"#
    }

    private static func deltas(_ index: Int, _ type: String, _ member: String) -> [String] {
        ["a", "b"].map {
            #"{"type":"content_block_delta","index":\#(index),"delta":{"type":"\#(type)","\#(member)":"\#($0)"}}"#
        }
    }

    private static func stop(_ index: Int) -> String { #"{"type":"content_block_stop","index":\#(index)}"# }

    private static func stream(_ events: [String]) -> RecordedExchange {
        named(
            path,
            [#"{"type":"message_start","message":{\#(message),"content":[]}}"#] + events
                + [
                    #"{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":"s","stop_details":{"type":"refusal","category":"c","explanation":"e"},"container":{"id":"c","expires_at":"e"}},"usage":{"output_tokens":4,"note":"n"},"context_management":{"applied_edits":[{"type":"t"}]}}"#,
                    #"{"type":"message_stop"}"#,
                ])
    }

    private static func citation(_ text: String) -> String {
        #"{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"type":"char_location","cited_text":"\#(text)","document_title":"d","file_id":"f","encrypted_index":"e"}}}"#
    }

    private static let kinds: [[String]] = [
        [start(0, #"{"type":"text","text":"z"}"#), #"{"type":"ping"}"#], deltas(0, "text_delta", "text"),
        pairs({ citation($0) }), [stop(0), start(1, #"{"type":"thinking","thinking":"z","signature":"s"}"#)],
        deltas(1, "thinking_delta", "thinking"), deltas(1, "signature_delta", "signature"),
        [stop(1), start(2, #"{"type":"tool_use","id":"i","name":"n","input":{}}"#)],
        deltas(2, "input_json_delta", "partial_json"),
        [stop(2), start(3, #"{"type":"novel","novel":"n"}"#)], deltas(3, "novel_delta", "novel"), [stop(3)],
    ]

    private static let streams = [
        stream(kinds.flatMap { $0 }),
        stream(blocks.enumerated().flatMap { [start($0.offset, $0.element), stop($0.offset)] }),
        named(
            path,
            [
                #"{"type":"error","error":{"type":"overloaded_error","message":"m","details":{"error_code":"c","note":"n"}},"request_id":"r"}"#
            ]),
    ]

    private static let result =
        #"{"custom_id":"c","result":{"type":"succeeded","message":{\#(message),"stop_reason":"end_turn","content":[\#(blocks.joined(separator: ","))]}}}"#

    /// Messages, and their batches.
    static let anthropic =
        [
            make(
                path, request,
                #"{\#(message),"stop_reason":"end_turn","content":[\#(blocks.joined(separator: ","))]}"#),
            make(
                path, #"{"system":"s","messages":[]}"#,
                #"{"type":"error","error":{"type":"t","message":"m","details":{"error_code":"c"}},"request_id":"r"}"#,
                status: 400),
            make(
                path + "/batches", #"{"requests":[{"custom_id":"c","params":\#(request)}]}"#,
                #"{"id":"b","type":"message_batch","processing_status":"p","results_url":"https://a.example/","created_at":"c","novel":"n"}"#
            ),
            make(
                path + "/batches/b/results", "",
                [
                    result,
                    #"{"custom_id":"c","result":{"type":"errored","error":{"type":"error","error":{"type":"t","message":"m"}}}}"#,
                ].joined(separator: "\n") + "\n", type: "application/x-jsonl"),
            make(
                "/v1/complete",
                #"{"model":"m","prompt":"\n\nHuman: p\n\nAssistant:","stop_sequences":["s"],"metadata":{"user_id":"u"},"max_tokens_to_sample":9,"novel":"n"}"#,
                #"{"type":"completion","id":"i","completion":"c","stop_reason":"r","model":"m","stop":"s","log_id":"l","novel":"n"}"#
            ),
            named(
                "/v1/complete",
                pairs { text in
                    #"{"type":"completion","id":"i","completion":"\#(text)","stop_reason":null,"model":"m","stop":null,"log_id":"l","novel":"n"}"#
                }),
        ] + streams
}
