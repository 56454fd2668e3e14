import SluiceWire

/// The sample provider's OpenAI API: chat, legacy completions, the list of models.
struct SampleOpenAI {
    let request: SampleRequest

    private var identity: String {
        "\"created\":1760000000,\"model\":\(request.model.quotedAsJSON)"
    }

    private var usage: String {
        let tokens = request.script.pieces.count * request.choices
        return
            "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":\(tokens),\"total_tokens\":\(9 + tokens)}"
    }

    static let models = """
        {"object":"list","data":[{"id":"sample-1","object":"model","created":1760000000,"owned_by":"sluice"}]}
        """

    // MARK: Chat

    func chat() -> SampleAnswer {
        guard request.isStream else {
            let choices = (0..<request.choices).map { index in
                """
                {"index":\(index),"message":\(message),"logprobs":null,"finish_reason":"\(finishReason)"}
                """
            }
            return .json(
                """
                {"id":"chatcmpl-sample","object":"chat.completion",\(identity),\
                "choices":[\(choices.joined(separator: ","))],\(usage)}
                """)
        }
        var events: [String] = []
        for index in 0..<request.choices {
            events.append(chunk(index, "{\"role\":\"assistant\",\"content\":\"\"}"))
        }
        if let tool = request.tool {
            events += toolDeltas(tool).map { chunk(0, $0) }
        } else {
            for piece in request.script.pieces {
                for index in 0..<request.choices {
                    events.append(chunk(index, "{\"content\":\(piece.quotedAsJSON)}"))
                }
            }
        }
        for index in 0..<request.choices { events.append(chunk(index, "{}", finishReason: finishReason)) }
        if request.wantsUsage {
            events.append(event("{\(chunkHead),\"choices\":[],\(usage)}"))
        }
        return .stream(events + ["data: [DONE]\n\n"], every: request.delayMilliseconds)
    }

    private var finishReason: String { request.tool == nil ? "stop" : "tool_calls" }

    private var message: String {
        guard let tool = request.tool else {
            return "{\"role\":\"assistant\",\"content\":\(request.script.text.quotedAsJSON),\"refusal\":null}"
        }
        return """
            {"role":"assistant","content":null,"tool_calls":[{"id":"call_sample","type":"function",\
            "function":{"name":\(tool.quotedAsJSON),"arguments":\(arguments.quotedAsJSON)}}]}
            """
    }

    private var arguments: String { "{\"text\":\(request.script.text.quotedAsJSON)}" }

    private func toolDeltas(_ tool: String) -> [String] {
        let opening = """
            {"tool_calls":[{"index":0,"id":"call_sample","type":"function",\
            "function":{"name":\(tool.quotedAsJSON),"arguments":""}}]}
            """
        var rest = arguments[...]
        var deltas = [opening]
        while !rest.isEmpty {
            let piece = String(rest.prefix(9))
            rest = rest.dropFirst(9)
            deltas.append(
                "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\(piece.quotedAsJSON)}}]}")
        }
        return deltas
    }

    private var chunkHead: String {
        "\"id\":\"chatcmpl-sample\",\"object\":\"chat.completion.chunk\",\(identity)"
    }

    private func chunk(_ index: Int, _ delta: String, finishReason: String? = nil) -> String {
        let finish = finishReason?.quotedAsJSON ?? "null"
        return event(
            """
            {\(chunkHead),"choices":[{"index":\(index),"delta":\(delta),"logprobs":null,"finish_reason":\(finish)}]}
            """)
    }

    private func event(_ data: String) -> String { "data: \(data)\n\n" }

    // MARK: Legacy completions

    func completion() -> SampleAnswer {
        let head = "\"id\":\"cmpl-sample\",\"object\":\"text_completion\",\(identity)"
        guard request.isStream else {
            let text = request.script.text.quotedAsJSON
            return .json(
                """
                {\(head),"choices":[{"index":0,"text":\(text),"logprobs":null,"finish_reason":"stop"}],\(usage)}
                """)
        }
        var events = request.script.pieces.map { piece in
            event(
                """
                {\(head),"choices":[{"index":0,"text":\(piece.quotedAsJSON),"logprobs":null,"finish_reason":null}]}
                """)
        }
        events.append(event("{\(head),\"choices\":[{\"index\":0,\"text\":\"\",\"finish_reason\":\"stop\"}]}"))
        return .stream(events + ["data: [DONE]\n\n"], every: request.delayMilliseconds)
    }
}
