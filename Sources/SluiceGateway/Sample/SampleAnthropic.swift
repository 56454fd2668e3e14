import SluiceWire

/// The sample provider's Anthropic API: messages.
struct SampleAnthropic {
    let request: SampleRequest

    private var tokens: Int { request.script.pieces.count }

    func messages() -> SampleAnswer {
        request.isStream ? stream() : whole()
    }

    private func whole() -> SampleAnswer {
        let block =
            if let tool = request.tool {
                "{\"type\":\"tool_use\",\"id\":\"toolu_sample\",\"name\":\(tool.quotedAsJSON),\"input\":\(input)}"
            } else {
                "{\"type\":\"text\",\"text\":\(request.script.text.quotedAsJSON)}"
            }
        return .json(
            """
            {"id":"msg_sample","type":"message","role":"assistant","model":\(request.model.quotedAsJSON),\
            "content":[\(block)],"stop_reason":"\(stopReason)","stop_sequence":null,\
            "usage":{"input_tokens":9,"output_tokens":\(tokens)}}
            """)
    }

    private func stream() -> SampleAnswer {
        var events = [
            event(
                "message_start",
                """
                {"type":"message_start","message":{"id":"msg_sample","type":"message","role":"assistant",\
                "model":\(request.model.quotedAsJSON),"content":[],"stop_reason":null,"stop_sequence":null,\
                "usage":{"input_tokens":9,"output_tokens":1}}}
                """),
            event(
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":\(openingBlock)}"),
            event("ping", "{\"type\":\"ping\"}"),
        ]
        for delta in deltas {
            events.append(
                event(
                    "content_block_delta", "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":\(delta)}"
                ))
        }
        events += [
            event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"),
            event(
                "message_delta",
                """
                {"type":"message_delta","delta":{"stop_reason":"\(stopReason)","stop_sequence":null},\
                "usage":{"output_tokens":\(tokens)}}
                """),
            event("message_stop", "{\"type\":\"message_stop\"}"),
        ]
        return .stream(events, every: request.delayMilliseconds)
    }

    private var stopReason: String { request.tool == nil ? "end_turn" : "tool_use" }

    private var input: String { "{\"text\":\(request.script.text.quotedAsJSON)}" }

    private var openingBlock: String {
        guard let tool = request.tool else { return "{\"type\":\"text\",\"text\":\"\"}" }
        return "{\"type\":\"tool_use\",\"id\":\"toolu_sample\",\"name\":\(tool.quotedAsJSON),\"input\":{}}"
    }

    private var deltas: [String] {
        guard request.tool != nil else {
            return request.script.pieces.map { "{\"type\":\"text_delta\",\"text\":\($0.quotedAsJSON)}" }
        }
        var rest = input[...]
        var deltas: [String] = []
        while !rest.isEmpty {
            let piece = String(rest.prefix(9))
            rest = rest.dropFirst(9)
            deltas.append("{\"type\":\"input_json_delta\",\"partial_json\":\(piece.quotedAsJSON)}")
        }
        return deltas
    }

    private func event(_ name: String, _ data: String) -> String {
        "event: \(name)\ndata: \(data)\n\n"
    }
}
