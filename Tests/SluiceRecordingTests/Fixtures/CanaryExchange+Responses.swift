import SluiceRecording

extension CanaryExchange {
    private static let path = "/v1/responses"

    /// An item of every kind.
    private static let items = [
        #"{"id":"i","type":"message","status":"completed","role":"assistant","phase":"p","content":[{"type":"output_text","text":"t","annotations":[{"type":"url_citation","title":"t","url":"u"},{"type":"file_citation","filename":"f","file_id":"i"},{"type":"container_file_citation","container_id":"c","filename":"f"}],"logprobs":[{"token":"t"}]},{"type":"refusal","refusal":"r"}]}"#,
        #"{"id":"i","type":"reasoning","summary":[{"type":"summary_text","text":"s"}],"content":[{"type":"reasoning_text","text":"t"}],"encrypted_content":"e"}"#,
        #"{"id":"i","type":"function_call","call_id":"c","name":"n","namespace":"n","arguments":"{\"a\":\"b\"}","status":"completed"}"#,
        #"{"id":"i","type":"custom_tool_call","call_id":"c","name":"n","input":"i"}"#,
        #"{"id":"i","type":"web_search_call","action":{"type":"search","query":"q","queries":["q"],"sources":[{"type":"url","url":"u"}]}}"#,
        #"{"id":"i","type":"file_search_call","queries":["q"],"results":[{"file_id":"f","filename":"n","text":"t","attributes":{"k":"v"}}]}"#,
        #"{"id":"i","type":"code_interpreter_call","container_id":"c","code":"c","outputs":[{"type":"logs","logs":"l"},{"type":"image","url":"u"}]}"#,
        #"{"id":"i","type":"mcp_call","server_label":"s","name":"n","arguments":"{}","output":"o","error":"e","approval_request_id":"a"}"#,
        #"{"id":"i","type":"mcp_list_tools","server_label":"s","tools":[{"name":"n","description":"d","input_schema":{"title":"t"}}]}"#,
        #"{"id":"i","type":"shell_call","call_id":"c","action":{"commands":["c"]},"environment":{"type":"t","container_id":"c"}}"#,
        #"{"id":"i","type":"shell_call_output","call_id":"c","output":[{"stdout":"o","stderr":"e","outcome":{"type":"exit"}}]}"#,
        #"{"id":"i","type":"apply_patch_call","call_id":"c","operation":{"type":"update_file","path":"p","diff":"d"}}"#,
        #"{"id":"i","type":"computer_call","call_id":"c","action":{"type":"type","text":"t"}}"#,
        #"{"id":"i","type":"image_generation_call","revised_prompt":"r","result":"AAAA","size":"s","quality":"q","background":"b","output_format":"f"}"#,
        #"{"id":"i","type":"novel_call","novel":"n","deep":{"k":["v"]}}"#,
    ]

    private static let envelope =
        #""id":"r","object":"response","created_at":1,"model":"m","status":"completed","service_tier":"t","instructions":"i","tools":[{"type":"function","name":"n","description":"d"}],"tool_choice":"auto","metadata":{"k":"v"},"text":{"format":{"type":"text"},"verbosity":"low"},"reasoning":{"effort":"low","summary":"auto"},"user":"u","safety_identifier":"s","prompt_cache_key":"k","truncation":"auto","previous_response_id":"p","error":{"code":"c","message":"m"},"incomplete_details":{"reason":"r"},"content_filters":[{"source_type":"s","content_filter_results":{"hate":{"severity":"safe"},"protected_material_code":{"citation":{"URL":"u"}}}}],"moderation":{"note":"n"},"usage":{"note":"n"},"novel":"n""#

    static let responses = responseRequests + responseAnswers + responseStreams

    private static let responseRequests = [
        make(
            path,
            #"{"model":"m","instructions":"i","input":[{"role":"user","content":"u"},{"type":"message","role":"developer","content":[{"type":"input_text","text":"t"},{"type":"input_image","image_url":"https://a.example/i","detail":"low","file_id":"f"},{"type":"input_file","filename":"f","file_data":"AAAA","file_url":"https://a.example/f"},{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}]},{"type":"function_call_output","call_id":"c","output":"o"},{"type":"function_call_output","call_id":"c","output":[{"type":"input_text","text":"t"},{"type":"input_image","image_url":"https://a.example/i"},{"type":"input_file","file_data":"AAAA"}]},{"type":"custom_tool_call_output","call_id":"c","output":"o"},\#(items.joined(separator: ","))],"prompt":{"id":"p","version":"1","variables":{"v":"w"}},"previous_response_id":"r","conversation":{"id":"c"},"tools":[{"type":"function","name":"n","description":"d","parameters":{"title":"t"}},{"type":"mcp","server_label":"s","server_description":"d","server_url":"https://a.example/","headers":{"h":"v"},"authorization":"a","require_approval":"never"},{"type":"web_search","search_context_size":"low","user_location":{"city":"c"}},{"type":"file_search","vector_store_ids":["v"]}],"tool_choice":{"type":"function","name":"n"},"text":{"format":{"type":"json_schema","name":"n","description":"d","schema":{"title":"t"}},"verbosity":"low"},"metadata":{"k":"v"},"user":"u","safety_identifier":"s","prompt_cache_key":"k","include":["i"],"reasoning":{"effort":"low","summary":"auto"},"service_tier":"auto","truncation":"auto","novel":{"k":"v"}}"#,
            #"{"error":{"message":"m","type":"t","param":"p","code":"c"}}"#, status: 400),
        make(path, #"{"model":"m","input":"i"}"#, #"{"object":"response","output":[]}"#),
    ]

    private static let responseAnswers = [
        make(path, "{}", #"{\#(envelope),"output":[\#(items.joined(separator: ","))]}"#),
        make(
            path + "/r/input_items", "",
            #"{"object":"list","first_id":"f","last_id":"l","data":[\#(items.joined(separator: ","))]}"#),
    ]

    private static func numbered(
        _ events: [(String, String)], envelope: String = #""id":"r""#, output: String = ""
    ) -> [String] {
        let all =
            [("response.created", #""response":{\#(envelope),"output":[]}"#)] + events
            + [("response.completed", #""response":{\#(envelope),"output":[\#(output)]}"#)]
        return all.enumerated().map { number, event in
            #"{"type":"\#(event.0)","sequence_number":\#(number),\#(event.1)}"#
        }
    }

    private static let place = #""item_id":"i","output_index":0"#

    /// Two deltas of a kind, and what says them again.
    private static func text(
        _ name: String, _ index: String = "", member: String = "text", more: String = ""
    ) -> [(String, String)] {
        ["a", "b"].map { ("response.\(name).delta", #"\#(place)\#(index),"delta":"\#($0)"\#(more)"#) }
            + [("response.\(name).done", #"\#(place)\#(index),"\#(member)":"ab""#)]
    }

    private static let part = #","content_index":0"#
    private static let padding = #","obfuscation":"x""#

    private static let citation =
        #"{"type":"url_citation","title":"t","url":"u","file_id":"f"}"#

    private static let itemEvents: [(String, String)] = items.enumerated().flatMap { number, item in
        ["added", "done"].map {
            ("response.output_item.\($0)", #""output_index":\#(number),"item":\#(item)"#)
        }
    }

    private static let textEvents: [[(String, String)]] = [
        [("response.content_part.added", place + part + #","part":{"type":"output_text","text":"z"}"#)],
        text("output_text", part, more: #","logprobs":[{"token":"t"}]"# + padding),
        [
            (
                "response.output_text.annotation.added",
                #"\#(place)\#(part),"annotation_index":0,"annotation":\#(citation)"#
            ),
            (
                "response.content_part.done",
                #"\#(place)\#(part),"part":{"type":"output_text","text":"zab","annotations":[{"type":"url_citation","title":"t"}],"logprobs":[{"token":"t"}]}"#
            ),
            ("response.content_part.added", place + part + #","part":{"type":"refusal","refusal":"z"}"#),
        ],
        text("refusal", part, member: "refusal"), text("reasoning_text", part),
        [("response.reasoning_summary_part.added", place + summary)],
        text("reasoning_summary_text", #","summary_index":0"#, more: padding),
        [("response.reasoning_summary_part.done", place + summary)],
    ]

    private static let summary = #","summary_index":0,"part":{"type":"summary_text","text":"z"}"#
    private static let command = #","command_index":0"#

    private static let callEvents: [[(String, String)]] = [
        text("function_call_arguments", member: "arguments", more: padding),
        text("mcp_call_arguments", member: "arguments"), text("custom_tool_call_input", member: "input"),
        text("code_interpreter_call_code", member: "code"),
        text("apply_patch_call_operation_diff", member: "diff"),
        [("response.shell_call_command.added", place + command + #","command":"z""#)],
        text("shell_call_command", command, member: "command"),
        ["a", "b"].map {
            (
                "response.shell_call_output_content.delta",
                place + command + #","delta":{"stdout":"\#($0)","stderr":"\#($0)"}"#
            )
        },
        [
            (
                "response.shell_call_output_content.done",
                place + command + #","output":[{"stdout":"a","stderr":"b","outcome":{"type":"exit"}}]"#
            )
        ],
        text("audio.transcript", member: "note"), text("audio", member: "note"),
        [
            (
                "response.image_generation_call.partial_image",
                place
                    + #","partial_image_index":0,"partial_image_b64":"AAAA","size":"s","quality":"q","background":"b","output_format":"f""#
            )
        ],
        text("novel_text", member: "words"),
        [("error", #""code":"c","message":"m","param":"p","error":{"message":"m","type":"t"}"#)],
    ]

    private static let responseStreams = [
        named(
            path,
            numbered(
                Array(itemEvents.prefix(itemEvents.count / 2)), envelope: envelope,
                output: items.joined(separator: ","))),
        named(path, numbered(Array(itemEvents.suffix(itemEvents.count / 2)))),
        named(path, numbered(textEvents.flatMap { $0 })),
        named(path, numbered(callEvents.flatMap { $0 })),
    ]
}
