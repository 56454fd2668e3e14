import SluiceWire
import Testing

/// Chat Completions: which strings are texts, and whose.
struct DialectChatCompletionsTests {
    private let dialect = ChatCompletions()

    @Test(arguments: [
        (
            #"{"model":"m","messages":[{"role":"system","content":"be kind"},{"role":"developer","content":"short"}]}"#,
            ["request.system|whole||be kind", "request.system|whole||short"]
        ),
        (
            #"{"messages":[{"content":"role comes late","role":"user","name":"Ann"}]}"#,
            ["request.user|whole||role comes late", "request.user|whole||Ann"]
        ),
        (
            #"""
            {"messages":[{"role":"user","content":[{"type":"text","text":"look"},
            {"type":"image_url","image_url":{"url":"https://x.example/a.png","detail":"low"}},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
            {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}},
            {"type":"file","file":{"filename":"plan.pdf","file_data":"AAAA","file_id":"f"}}]}]}
            """#,
            [
                "request.user|whole||look", "request.user|whole||https://x.example/a.png",
                "request.user|whole||plan.pdf",
            ]
        ),
        (
            #"""
            {"messages":[{"role":"assistant","content":null,"refusal":"no","reasoning_content":"hm","reasoning":"hm2",
            "prefix":true,"audio":{"id":"a"},"reasoning_details":[{"type":"reasoning.text","text":"hm3","id":"r",
            "format":"f","index":0,"signature":"s"},{"type":"reasoning.summary","summary":"hm4"}],
            "tool_calls":[{"id":"c","type":"function","function":{"name":"find","arguments":"{\"q\":1}"}},
            {"id":"d","type":"custom","custom":{"name":"run","input":"ls"}}],
            "function_call":{"name":"old","arguments":"{}"}}]}
            """#,
            [
                "request.assistant|whole||no", "request.assistant|whole||hm", "request.assistant|whole||hm2",
                "request.assistant|whole||hm3", "request.assistant|whole||hm4",
                "request.tool_arguments|whole||find", #"request.tool_arguments|whole||{"q":1}|json"#,
                "request.tool_arguments|whole||run", "request.tool_arguments|whole||ls",
                "request.tool_arguments|whole||old", "request.tool_arguments|whole||{}|json",
            ]
        ),
        (
            #"{"messages":[{"role":"tool","tool_call_id":"c","content":[{"type":"text","text":"found"}]},{"role":"function","name":"f","content":"done"}]}"#,
            [
                "request.tool_results|whole||found", "request.tool_results|whole||f",
                "request.tool_results|whole||done",
            ]
        ),
        (
            #"{"tools":[{"type":"function","function":{"name":"find","description":"finds","parameters":{"type":"object","properties":{"q":{"type":"string","enum":["a"]}}}}}],"tool_choice":"auto"}"#,
            [
                "request.tools|whole||function|key", "request.tools|whole||name|key",
                "request.tools|whole||find",
                "request.tools|whole||description|key", "request.tools|whole||finds",
                "request.tools|whole||parameters|key", "request.tools|whole||type|key",
                "request.tools|whole||object", "request.tools|whole||properties|key",
                "request.tools|whole||q|key",
                "request.tools|whole||type|key", "request.tools|whole||string",
                "request.tools|whole||enum|key",
                "request.tools|whole||a", "request.tools|whole||auto",
            ]
        ),
        (
            #"{"stop":["END"],"user":"u1","prediction":{"type":"content","content":"guess"},"metadata":{"k":"v"},"logit_bias":{"50256":-100},"temperature":0.5,"n":2,"stream":true}"#,
            [
                "request.other|whole||END", "request.other|whole||u1",
                "request.other|whole||guess", "request.other|whole||k|key", "request.other|whole||v",
            ]
        ),
        (
            #"{"messages":[{"role":"narrator","content":"once"}],"chat_template":"{{x}}"}"#,
            [
                "request.other|whole||narrator", "request.other|whole||once",
                "request.other|whole||chat_template|key", "request.other|whole||{{x}}",
            ]
        ),
        (
            #"{"messages":[{"role":"user","content":[{"type":"hologram","hologram":{"speech":"boo"}}]}]}"#,
            [
                "request.other|whole||hologram|key", "request.other|whole||speech|key",
                "request.other|whole||boo",
            ]
        ),
    ])
    func findsTheTextsOfARequest(payload: String, texts: [String]) throws {
        #expect(try DialectTexts.request(dialect, payload) == texts)
    }

    @Test(arguments: [
        (
            #"""
            {"id":"x","object":"chat.completion","created":1,"model":"m","service_tier":"default",
            "choices":[{"index":0,"message":{"role":"assistant","content":"one","refusal":null},"logprobs":
            {"content":[{"token":"one","bytes":[111,110,101],"top_logprobs":[{"token":"two"}]}]},"finish_reason":"stop"},
            {"index":1,"message":{"role":"assistant","content":null,"refusal":"never","audio":{"id":"a","data":"AA",
            "transcript":"spoken"},"annotations":[{"type":"url_citation","url_citation":{"title":"Page",
            "url":"https://x.example"}}]},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":1,"note":"n"},"system_fingerprint":"fp"}
            """#,
            [
                "response.text|whole||one", "response.text|whole||one|mirror",
                "response.text|whole||one|mirror", "response.text|whole||token|key|mirror",
                "response.text|whole||two|mirror", "response.refusal|whole|1.0|never",
                "response.text|whole|1.0|spoken",
                "response.text|whole|1.0|url_citation|key", "response.text|whole|1.0|title|key",
                "response.text|whole|1.0|Page", "response.text|whole|1.0|url|key",
                "response.text|whole|1.0|https://x.example",
            ]
        ),
        (
            #"""
            {"choices":[{"message":{"reasoning_content":"think","content":[{"type":"thinking","thinking":
            [{"type":"text","text":"deep"}]},{"type":"text","text":"said"}],"tool_calls":[{"id":"c","type":"function",
            "function":{"name":"f","arguments":"{\"a\":\"b\"}"}},{"function":{"name":"g","arguments":"{}"}}]},
            "finish_reason":"tool_calls"}]}
            """#,
            [
                "response.reasoning|whole||think", "response.reasoning|whole||deep",
                "response.text|whole||said",
                "response.tool_arguments|whole||f", #"response.tool_arguments|whole||{"a":"b"}|json"#,
                "response.tool_arguments|whole|0.1|g", "response.tool_arguments|whole|0.1|{}|json",
            ]
        ),
        (
            #"""
            {"choices":[{"content_filter_results":{"hate":{"filtered":false,"severity":"safe"},
            "protected_material_code":{"filtered":true,"detected":true,"citation":{"URL":"https://x.example"}}}}],
            "prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"jailbreak":{"filtered":false}}}],
            "x_groq":{"id":"r"}}
            """#,
            [
                "response.other|whole||citation|key", "response.other|whole||URL|key",
                "response.other|whole||https://x.example",
            ]
        ),
        (
            #"{"choices":[{"content_filter_results":{"new_check":"a","sexual":{"note":"b"}}}]}"#,
            [
                "response.other|whole||new_check|key", "response.other|whole||a",
                "response.other|whole||note|key", "response.other|whole||b",
            ]
        ),
    ])
    func findsTheTextsOfAnAnswer(payload: String, texts: [String]) throws {
        #expect(try DialectTexts.answer(dialect, payload) == texts)
    }

    @Test(arguments: [
        (
            #"{"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"He","refusal":null},"logprobs":null,"finish_reason":null}],"obfuscation":"qZ"}"#,
            ["response.text|delta||He"]
        ),
        (
            #"{"choices":[{"delta":{"content":"late"},"index":2},{"delta":{"refusal":"no"},"index":1}]}"#,
            ["response.text|delta|2.0|late", "response.refusal|delta|1.0|no"]
        ),
        (
            #"{"choices":[{"index":0,"delta":{"reasoning":"a","reasoning_content":"b","reasoning_details":[{"type":"reasoning.text","text":"a","index":0}],"audio":{"transcript":"c","data":"AA"}}}]}"#,
            [
                "response.reasoning|delta||a", "response.reasoning|delta||b", "response.reasoning|delta||a",
                "response.text|delta||c",
            ]
        ),
        (
            #"{"choices":[{"index":1,"delta":{"tool_calls":[{"index":3,"id":"c","type":"function","function":{"name":"f","arguments":"{\"a"}}]}}]}"#,
            ["response.tool_arguments|piece|1.3|f", #"response.tool_arguments|delta|1.3|{"a|json"#]
        ),
        (
            #"{"choices":[{"index":0,"delta":{"function_call":{"name":"f","arguments":"{"},"annotations":[{"type":"url_citation","url_citation":{"title":"T"}}]}}]}"#,
            [
                "response.tool_arguments|piece||f", "response.tool_arguments|delta||{|json",
                "response.text|whole||url_citation|key", "response.text|whole||title|key",
                "response.text|whole||T",
            ]
        ),
        (
            #"{"choices":[{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"deep"}]},{"type":"text","text":"said"}]}}]}"#,
            ["response.reasoning|delta||deep", "response.text|delta||said"]
        ),
        (
            #"{"error":{"message":"overrun","type":"server_error","code":502,"metadata":{"raw":"r"}},"choices":[]}"#,
            [
                "response.other|whole||overrun", "response.other|whole||raw|key", "response.other|whole||r",
            ]
        ),
        (
            #"{"choices":[{"index":1,"delta":{"channel":"analysis","executed_tools":[{"output":"found"}]}}],"x_groq":{"id":"r","error":"bad"},"citations":["https://x.example"],"p":"abc"}"#,
            [
                "response.other|whole|1.0|output|key", "response.other|whole|1.0|found",
                "response.other|whole||error|key", "response.other|whole||bad",
                "response.other|whole||https://x.example",
            ]
        ),
        (#"{"error":"plain"}"#, ["response.other|whole||plain"]),
        (
            #"{"error":{"message":"m","type":"t","param":"p","code":"c"}}"#,
            ["response.other|whole||m", "response.other|whole||p", "response.other|whole||c"]
        ),
        (
            #"{"choices":[{"index":0,"delta":{"hologram":"boo"}}]}"#,
            ["response.other|whole||hologram|key", "response.other|delta||boo"]
        ),
    ])
    func findsTheTextsOfAnEvent(payload: String, texts: [String]) throws {
        #expect(try DialectTexts.event(dialect, payload) == texts)
    }

    @Test func contentIsOneTextWhetherStringOrParts() throws {
        var keys: Set<ChannelKey> = []
        for payload in [
            #"{"choices":[{"index":0,"delta":{"content":"for"}}]}"#,
            #"{"choices":[{"index":0,"delta":{"content":[{"type":"text","text":"bid"},{"type":"text","text":"den"}]}}]}"#,
        ] {
            let bytes = [UInt8](payload.utf8)
            var scan = PayloadScan()
            try dialect.event.scan(bytes, options: .response, into: &scan)
            for site in scan.sites { keys.insert(site.channel) }
        }
        #expect(keys.count == 1)
    }

    @Test func logprobsAndPaddingAreDroppable() throws {
        let payload =
            #"{"choices":[{"index":1,"delta":{"content":"a"},"logprobs":{"content":[]}}],"obfuscation":"x"}"#
        let bytes = [UInt8](payload.utf8)
        var scan = PayloadScan()
        try dialect.event.scan(bytes, options: .response, into: &scan)
        #expect(
            scan.droppable.map { String(decoding: bytes[$0.member], as: UTF8.self) } == [
                #","logprobs":{"content":[]}"#, #","obfuscation":"x""#,
            ])
        #expect(scan.droppable.first?.major == 1)
    }
}

/// Azure's way to say that its policy filtered a prompt.
struct DialectAzureTests {
    @Test func aFilteredPromptHasAzuresShape() {
        var notice = Notice.filtered
        notice.param = "prompt"
        let path = "/openai/deployments/gpt/chat/completions?api-version=1"
        #expect(
            String(decoding: DialectRegistry.dialect(forPath: path).errorBody(notice), as: UTF8.self)
                == #"{"error":{"message":"Stopped by a rule.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{}}}}"#
        )
    }
}
