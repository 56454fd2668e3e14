import SluiceWire
import Testing

/// Anthropic Messages: which strings are texts, and whose.
struct DialectAnthropicTests {
    private let dialect = AnthropicMessages()

    @Test(arguments: [
        (
            #"{"model":"m","max_tokens":9,"system":"be kind","messages":[{"role":"user","content":"hello"}],"stop_sequences":["END"],"metadata":{"user_id":"u"}}"#,
            [
                "request.system|whole||be kind", "request.user|whole||hello", "request.other|whole||END",
                "request.other|whole||u",
            ]
        ),
        (
            #"{"system":[{"type":"text","text":"rules","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"system","content":"midway"}]}"#,
            ["request.system|whole||rules", "request.system|whole||midway"]
        ),
        (
            #"""
            {"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"sig"},
            {"type":"redacted_thinking","data":"AAAA"},{"type":"text","text":"so"},{"type":"tool_use","id":"t",
            "name":"find","input":{"q":"cats","n":[1,"two"]}}]},{"role":"user","content":[{"type":"tool_result",
            "tool_use_id":"t","content":"found"},{"type":"tool_result","tool_use_id":"u","is_error":false,
            "content":[{"type":"text","text":"more"},{"type":"search_result","title":"T","source":"s",
            "content":[{"type":"text","text":"deep"}]}]}]}]}
            """#,
            [
                "request.assistant|whole||hm", "request.assistant|whole||so",
                "request.tool_arguments|whole||find",
                "request.tool_arguments|whole||q|key", "request.tool_arguments|whole||cats",
                "request.tool_arguments|whole||n|key", "request.tool_arguments|whole||1",
                "request.tool_arguments|whole||two",
                "request.tool_results|whole||found",
                "request.tool_results|whole||more", "request.tool_results|whole||title|key",
                "request.tool_results|whole||T", "request.tool_results|whole||s",
                "request.tool_results|whole||content|key", "request.tool_results|whole||type|key",
                "request.tool_results|whole||text", "request.tool_results|whole||text|key",
                "request.tool_results|whole||deep",
            ]
        ),
        (
            #"""
            {"messages":[{"role":"user","content":[{"type":"document","title":"Plan","context":"draft",
            "source":{"type":"text","media_type":"text/plain","data":"secret plan"}},
            {"type":"document","source":{"type":"content","content":[{"type":"text","text":"piece"}]}},
            {"type":"document","source":{"type":"content","content":"all"}},
            {"type":"image","source":{"type":"url","url":"https://x.example/a"}},
            {"type":"search_result","title":"R","source":"https://y.example","content":[{"type":"text","text":"hit"}]}
            ]}]}
            """#,
            [
                "request.user|whole||Plan", "request.user|whole||draft", "request.user|whole||secret plan",
                "request.user|whole||piece", "request.user|whole||all",
                "request.user|whole||https://x.example/a",
                "request.user|whole||R", "request.user|whole||https://y.example",
                "request.tool_results|whole||hit",
            ]
        ),
        (
            #"{"tools":[{"name":"find","description":"finds","input_schema":{"type":"object"}}],"tool_choice":{"type":"tool","name":"find"},"prefill":"Sure"}"#,
            [
                "request.tools|whole||name|key", "request.tools|whole||find",
                "request.tools|whole||description|key",
                "request.tools|whole||finds", "request.tools|whole||input_schema|key",
                "request.tools|whole||type|key", "request.tools|whole||object",
                "request.tools|whole||name|key",
                "request.tools|whole||find", "request.assistant|whole||Sure",
            ]
        ),
        (
            #"{"messages":[{"role":"user","content":[{"type":"hologram","speech":"boo"}]}]}"#,
            ["request.other|whole||speech|key", "request.other|whole||boo"]
        ),
    ])
    func findsTheTextsOfARequest(payload: String, texts: [String]) throws {
        #expect(try DialectTexts.request(dialect, payload) == texts)
    }

    @Test(arguments: [
        #"{"type":"base64","media_type":"image/png","data":"AAAA"}"#,
        #"{"data":"AAAA","media_type":"application/pdf","type":"base64"}"#,
    ])
    func base64IsNotInspected(source: String) throws {
        let texts = try DialectTexts.request(
            dialect, #"{"messages":[{"role":"user","content":[{"type":"document","source":\#(source)}]}]}"#)
        #expect(texts.filter { !$0.contains("|opaque|") } == [])
    }

    @Test func oneEncodedSourceDoesNotHideTheNext() throws {
        let payload = #"""
            {"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","data":"AAAA"}},
            {"type":"document","source":{"data":"plain","type":"text"}},{"type":"document","source":{"data":"bare"}}]}]}
            """#
        let texts = try DialectTexts.request(dialect, payload).filter { !$0.contains("|opaque|") }
        #expect(texts == ["request.user|whole||plain", "request.user|whole||bare"])
    }

    @Test(arguments: [
        (
            #"""
            {"id":"m","type":"message","role":"assistant","model":"c","content":[{"type":"thinking","thinking":"hm",
            "signature":"sig"},{"type":"redacted_thinking","data":"AA"},{"type":"text","text":"so","citations":
            [{"type":"char_location","cited_text":"said","document_title":"D","file_id":null}]},{"type":"tool_use",
            "id":"t","name":"find","input":{"q":"cats"}}],"stop_reason":"tool_use","stop_sequence":null,
            "usage":{"input_tokens":1,"output_tokens":2,"service_tier":"standard"}}
            """#,
            [
                "response.reasoning|whole||hm", "response.text|whole|2.0|so",
                "response.text|whole|2.0|cited_text|key", "response.text|whole|2.0|said",
                "response.text|whole|2.0|document_title|key", "response.text|whole|2.0|D",
                "response.tool_arguments|whole|3.0|find", "response.tool_arguments|whole|3.0|q|key",
                "response.tool_arguments|whole|3.0|cats",
            ]
        ),
        (
            #"{"content":[{"type":"code_execution_tool_result","tool_use_id":"t","content":{"type":"code_execution_result","stdout":"out","stderr":"","return_code":0,"content":[]}}]}"#,
            [
                "response.other|whole||stdout|key", "response.other|whole||out",
                "response.other|whole||stderr|key",
                "response.other|whole||return_code|key",
            ]
        ),
    ])
    func findsTheTextsOfAnAnswer(payload: String, texts: [String]) throws {
        #expect(try DialectTexts.answer(dialect, payload) == texts)
    }

    @Test(arguments: [
        (
            #"{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"c","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":1}}}"#,
            [] as [String]
        ),
        (#"{"type":"ping"}"#, []),
        (#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#, []),
        (
            #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"find","input":{}}}"#,
            ["response.tool_arguments|whole|1.0|find"]
        ),
        (
            #"{"type":"content_block_start","index":2,"content_block":{"type":"web_search_tool_result","tool_use_id":"t","content":[{"type":"web_search_result","title":"T","url":"https://x.example","encrypted_content":"E","page_age":null}]}}"#,
            [
                "response.other|whole|2.0|title|key", "response.other|whole|2.0|T",
                "response.other|whole|2.0|url|key",
                "response.other|whole|2.0|https://x.example", "response.other|whole|2.0|page_age|key",
            ]
        ),
        (
            #"{"type":"content_block_delta","index":3,"delta":{"type":"text_delta","text":"He"}}"#,
            ["response.text|delta|3.0|He"]
        ),
        (
            #"{"delta":{"partial_json":"{\"q","type":"input_json_delta"},"index":1,"type":"content_block_delta"}"#,
            [#"response.tool_arguments|delta|1.0|{"q|json"#]
        ),
        (
            #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}"#,
            ["response.reasoning|delta||hm"]
        ),
        (
            #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig"}}"#,
            []
        ),
        (
            #"{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"type":"page_location","cited_text":"said"}}}"#,
            ["response.text|whole||cited_text|key", "response.text|whole||said"]
        ),
        (
            #"{"type":"message_delta","delta":{"stop_reason":"refusal","stop_sequence":null,"stop_details":{"type":"refusal","category":"c","explanation":"because"}},"usage":{"output_tokens":9}}"#,
            ["response.other|whole||because"]
        ),
        (
            #"{"type":"error","error":{"type":"overloaded_error","message":"busy"},"request_id":"r"}"#,
            ["response.other|whole||busy"]
        ),
        (
            #"{"type":"content_block_delta","index":0,"delta":{"type":"hologram_delta","speech":"boo"}}"#,
            ["response.other|whole||speech|key", "response.other|delta||boo"]
        ),
    ])
    func findsTheTextsOfAnEvent(payload: String, texts: [String]) throws {
        #expect(try DialectTexts.event(dialect, payload) == texts)
    }

    @Test func aBlockBeginsTheTextThatItsDeltasContinue() throws {
        var keys: Set<ChannelKey> = []
        for payload in [
            #"{"type":"content_block_start","index":4,"content_block":{"type":"text","text":"for"}}"#,
            #"{"type":"content_block_delta","index":4,"delta":{"type":"text_delta","text":"bidden"}}"#,
        ] {
            let bytes = [UInt8](payload.utf8)
            var scan = PayloadScan()
            try dialect.event.scan(bytes, options: .response, into: &scan)
            for site in scan.sites { keys.insert(site.channel) }
        }
        #expect(keys.count == 1)
    }
}
