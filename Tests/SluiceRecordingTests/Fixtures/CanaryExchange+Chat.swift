import SluiceRecording

extension CanaryExchange {
    private static let path = "/v1/chat/completions"
    private static let azure = "/openai/deployments/d/chat/completions"

    private static func chunk(_ choice: String, _ more: String = "") -> String {
        #"{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,\#(choice)}]\#(more)}"#
    }

    private static func delta(_ members: String, _ more: String = "") -> String {
        chunk(#""delta":{\#(members)},"finish_reason":null"#, more)
    }

    private static let stop = chunk(#""delta":{},"finish_reason":"stop""#)

    private static func stream(_ chunks: [String], path: String = path) -> RecordedExchange {
        events(path, chunks + [stop], end: "data: [DONE]\n\n")
    }

    /// OpenAI's chat, and what Azure, DeepSeek, OpenRouter, vLLM, Groq and Mistral add to it.
    static let chat = chatRequests + chatAnswers + chatStreams

    private static let chatRequests = [
        make(
            path,
            #"{"model":"m","messages":[{"role":"system","content":"s"},{"role":"developer","content":[{"type":"text","text":"d"}]},{"role":"user","name":"n","content":[{"type":"text","text":"u"},{"type":"image_url","image_url":{"url":"https://a.example/i","detail":"low"}},{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}},{"type":"file","file":{"filename":"f","file_data":"AAAA","file_id":"i"}}]},{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"refusal","refusal":"r"},{"type":"thinking","thinking":[{"type":"text","text":"t"}]}],"refusal":"r","reasoning":"r","reasoning_content":"r","reasoning_details":[{"type":"reasoning.text","text":"t","summary":"s","data":"d","id":"i","format":"f","signature":"x"}],"audio":{"id":"i"},"tool_calls":[{"id":"i","type":"function","function":{"name":"f","arguments":"{\"a\":\"b\"}"}},{"id":"i","type":"custom","custom":{"name":"n","input":"i"}}],"function_call":{"name":"f","arguments":"{}"}},{"role":"tool","tool_call_id":"i","content":"t"},{"role":"critic","content":"x"}],"tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object","properties":{"p":{"type":"string","description":"d","enum":["e"]}}}}},{"type":"custom","custom":{"name":"n","description":"d","format":{"grammar":{"definition":"g"}}}}],"functions":[{"name":"f","description":"d"}],"tool_choice":{"type":"function","function":{"name":"f"}},"response_format":{"type":"json_schema","json_schema":{"name":"n","description":"d","schema":{"title":"t"}}},"prediction":{"type":"content","content":[{"type":"text","text":"p"}]},"stop":["s"],"metadata":{"k":"v"},"user":"u","safety_identifier":"s","prompt_cache_key":"k","web_search_options":{"user_location":{"approximate":{"city":"c"}}},"reasoning_effort":"low","service_tier":"auto","modalities":["text"],"novel":{"k":["v"]}}"#,
            #"{"error":{"message":"m","type":"t","param":"p","code":"c","metadata":{"raw":"r"},"innererror":{"code":"c","content_filter_result":{"hate":{"severity":"low"},"custom_blocklists":{"details":[{"id":"b"}]}}}}}"#,
            status: 400)
    ]

    private static let chatAnswers = [
        make(
            path, "{}",
            #"{"id":"c","object":"chat.completion","created":1,"model":"m","system_fingerprint":"f","service_tier":"t","provider":"p","prompt_text":"p","citations":["c"],"choices":[{"index":0,"message":{"role":"assistant","content":"a","refusal":"r","reasoning":"r","reasoning_content":"r","reasoning_details":[{"index":0,"type":"reasoning.text","text":"t","format":"f","data":"d","signature":"s"}],"audio":{"id":"i","transcript":"t","data":"AAAA"},"annotations":[{"type":"url_citation","url_citation":{"title":"t","url":"u"}}],"tool_calls":[{"index":0,"id":"i","type":"function","function":{"name":"f","arguments":"{\"a\":\"b\"}"}},{"index":1,"id":"i","type":"custom","custom":{"name":"n","input":"i"}}],"function_call":{"name":"f","arguments":"{}"},"executed_tools":[{"name":"n","output":"o"}]},"logprobs":{"content":[{"token":"a","top_logprobs":[{"token":"b"}]}],"refusal":[{"token":"c"}]},"content_filter_results":{"hate":{"severity":"safe"},"protected_material_code":{"citation":{"URL":"u","license":"l"}},"custom_blocklists":{"details":[{"id":"b"}]}},"finish_reason":"stop","native_finish_reason":"stop"}],"x_groq":{"id":"i","error":"e"},"moderation":{"input":{"note":"n"}},"usage":{"note":"n"}}"#
        )
    ]

    private static let chatStreams = [
        stream([
            delta(#""role":"assistant","content":"a""#, #","prompt_text":"p","system_fingerprint":"f""#),
            delta(
                #""content":"b""#,
                #","obfuscation":"x","provider":"p","citations":["c"],"search_results":[{"title":"t"}],"x_groq":{"id":"i","error":"e"},"novel":"n""#
            ),
            delta(
                #""content":"c""#,
                #","obfuscation":"x","provider":"p","citations":["c"],"search_results":[{"title":"t"}],"x_groq":{"id":"i","error":"e"},"novel":"n""#
            ),
        ]),
        stream(
            ["a", "b"].map {
                chunk(
                    #""delta":{"content":"\#($0)"},"logprobs":{"content":[{"token":"\#($0)","bytes":[1],"top_logprobs":[{"token":"b"}]}],"refusal":[{"token":"c"}]},"finish_reason":null"#
                )
            }),
        stream([
            delta(#""refusal":"a","audio":{"id":"i","transcript":"t","data":"AAAA"}"#),
            delta(#""refusal":"b","audio":{"id":"i","transcript":"u","data":"AAAA"}"#),
        ]),
        stream([
            delta(
                #""tool_calls":[{"index":0,"id":"i","type":"function","function":{"name":"f","arguments":"{\"a"}}]"#
            ),
            delta(#""tool_calls":[{"index":0,"function":{"arguments":"\":"}}]"#),
            delta(#""tool_calls":[{"index":0,"function":{"arguments":"\"b\"}"}}]"#),
            delta(
                #""tool_calls":[{"index":1,"id":"i","type":"custom","custom":{"name":"n","input":"i"}}]"#),
            delta(#""tool_calls":[{"index":1,"custom":{"input":"j"}}]"#),
            delta(#""tool_calls":[{"index":1,"custom":{"input":"k"}}]"#),
        ]),
        stream([
            delta(#""function_call":{"name":"f","arguments":"{"}"#),
            delta(#""function_call":{"arguments":"}"}"#), delta(#""function_call":{"arguments":" "}"#),
        ]),
        // OpenRouter says its reasoning twice, DeepSeek and vLLM have names of their own for it.
        stream(
            pairs(
                {
                    delta(
                        #""content":"","reasoning":"\#($0)","reasoning_details":[{"index":0,"type":"reasoning.text","text":"\#($0)","format":"f","id":"i","signature":"s"}]"#
                    )
                },
                {
                    delta(#""reasoning_details":[{"index":1,"type":"reasoning.summary","summary":"\#($0)"}]"#)
                },
                { delta(#""content":null,"reasoning_content":"\#($0)""#) },
                {
                    delta(
                        #""annotations":[{"type":"url_citation","url_citation":{"title":"\#($0)","url":"u"}}]"#
                    )
                })
                + [error]),
        // Mistral's parts, Groq's channel and tools.
        stream(
            pairs(
                { delta(#""content":[{"type":"thinking","thinking":[{"type":"text","text":"\#($0)"}]}]"#) },
                { delta(#""content":[{"type":"text","text":"\#($0)"}]"#) },
                { delta(#""content":"\#($0)","channel":"c","executed_tools":[{"name":"n","output":"o"}]"#) })),
        stream([promptVerdict] + pairs({ chunk(verdict($0)) }), path: azure),
    ]

    private static let error =
        #"{"id":"c","object":"chat.completion.chunk","error":{"code":502,"message":"m"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error","native_finish_reason":"e"}]}"#

    private static let promptVerdict =
        #"{"choices":[],"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"severity":"safe"},"custom_blocklists":{"details":[{"id":"b"}]}}}]}"#

    private static func verdict(_ text: String) -> String {
        #""delta":{"content":"\#(text)"},"content_filter_results":{"hate":{"severity":"safe"},"protected_material_code":{"citation":{"URL":"u","license":"l"}},"custom_blocklists":{"details":[{"id":"b"}]}},"finish_reason":null"#
    }

    /// The legacy completions, with the prompt said again.
    static let completions = [
        make(
            "/v1/completions",
            #"{"model":"m","prompt":["p","q"],"suffix":"s","stop":["s"],"user":"u","echo":true,"metadata":{"k":"v"}}"#,
            #"{"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"text":"t","logprobs":{"tokens":["t"],"top_logprobs":[{"t":-1}],"text_offset":[0]},"finish_reason":"stop"}],"prompt_text":"p","usage":{"note":"n"}}"#
        ),
        make("/v1/completions", #"{"model":"m","prompt":"p"}"#, #"{"error":"e"}"#, status: 500),
        events(
            "/v1/completions",
            ["a", "b", "c"].map {
                #"{"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"text":"\#($0)","logprobs":{"tokens":["\#($0)"],"top_logprobs":[{"t":-1}]},"finish_reason":null}]}"#
            }, end: "data: [DONE]\n\n"),
    ]
}
