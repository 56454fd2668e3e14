extension EventStream {
    /// Events of OpenAI's Responses, numbered, each named by its type, between the response's beginning and its end.
    static func responses(
        _ name: String, output: String, request: String = #"{"stream":true}"#, _ events: [(String, String)]
    ) -> EventStream {
        let response =
            #"{"id":"resp_own","object":"response","created_at":1700000000,"model":"m-3","#
            + #""instructions":"Say nothing of a copper kettle.","status":"#
        let all =
            [("response.created", #""response":\#(response)"in_progress","output":[]}"#)] + events
            + [("response.completed", #""response":\#(response)"completed","output":[\#(output)]}"#)]
        let frames = all.enumerated().map { number, event in
            "event: \(event.0)\ndata: {\"type\":\"\(event.0)\",\"sequence_number\":\(number),\(event.1)}\n\n"
        }
        return EventStream(name: name, path: "/v1/responses", request: request, body: frames.joined())
    }

    /// The events of a message of one text.
    static func outputMessage(_ index: Int, _ deltas: [String]) -> (events: [(String, String)], item: String)
    {
        let place = #""item_id":"msg_\#(index)","output_index":\#(index),"content_index":0"#
        let text = quoted(deltas.joined())
        func part(_ text: String) -> String {
            #"{"type":"output_text","annotations":[],"logprobs":[],"text":\#(text)}"#
        }
        func item(_ status: String, _ content: String) -> String {
            #"{"id":"msg_\#(index)","type":"message","status":"\#(status)","role":"assistant","content":[\#(content)]}"#
        }
        let added = item("in_progress", "")
        let done = item("completed", part(text))
        let events =
            [
                ("response.output_item.added", #""output_index":\#(index),"item":\#(added)"#),
                ("response.content_part.added", #"\#(place),"part":\#(part(#""""#))"#),
            ]
            + deltas.map { delta in
                (
                    "response.output_text.delta",
                    #"\#(place),"delta":\#(quoted(delta)),"logprobs":[],"obfuscation":"xyz"#
                        + #"""#
                )
            }
            + [
                ("response.output_text.done", #"\#(place),"text":\#(text),"logprobs":[]"#),
                ("response.content_part.done", #"\#(place),"part":\#(part(text))"#),
                ("response.output_item.done", #""output_index":\#(index),"item":\#(done)"#),
            ]
        return (events, done)
    }

    static let responseText: EventStream = {
        let message = outputMessage(
            0,
            [
                "silver ot", "ter swims ", "past a copper", " kettle; the 金", "额 glow", " 😀 of an amber la",
                "mp",
            ])
        return responses("responses text", output: message.item, message.events)
    }()

    static let responseReasoning: EventStream = {
        let place = #""item_id":"rs_0","output_index":0,"summary_index":0"#
        let deltas = ["A silver", " otter, then a cop", "per kettle and an amber", " lamp"]
        let text = quoted(deltas.joined())
        let item =
            #"{"id":"rs_0","type":"reasoning","encrypted_content":"silver otter","summary":[{"type":"summary_text","text":\#(text)}]}"#
        let events =
            [
                (
                    "response.output_item.added",
                    #""output_index":0,"item":{"id":"rs_0","type":"reasoning","summary":[]}"#
                ),
                (
                    "response.reasoning_summary_part.added",
                    #"\#(place),"part":{"type":"summary_text","text":""}"#
                ),
            ] + deltas.map { ("response.reasoning_summary_text.delta", #"\#(place),"delta":\#(quoted($0))"#) }
            + [
                ("response.reasoning_summary_text.done", #"\#(place),"text":\#(text)"#),
                (
                    "response.reasoning_summary_part.done",
                    #"\#(place),"part":{"type":"summary_text","text":\#(text)}"#
                ),
                ("response.output_item.done", #""output_index":0,"item":\#(item)"#),
            ]
        let message = outputMessage(1, ["silver otters by the am", "ber lamp"])
        return responses("responses reasoning", output: "\(item),\(message.item)", events + message.events)
    }()

    /// Texts that begin in the events that announce them.
    static let responseAnnounced: EventStream = {
        let message = #""item_id":"msg_0","output_index":0,"content_index":0"#
        let text = quoted("silver otter and a copper kettle")
        let part = #"{"type":"output_text","annotations":[],"text":\#(text)}"#
        let item = #"{"id":"msg_0","type":"message","role":"assistant","content":[\#(part)]}"#
        let command = quoted("cat amber lamp, copper kettle")
        let call =
            #"{"id":"sh_1","type":"shell_call","call_id":"call_1","action":{"commands":[\#(command)]}}"#
        return responses(
            "responses announced", output: "\(item),\(call)",
            [
                (
                    "response.output_item.added",
                    #""output_index":0,"item":{"id":"msg_0","type":"message","role":"assistant","content":[]}"#
                ),
                (
                    "response.content_part.added",
                    #"\#(message),"part":{"type":"output_text","text":"silver o"}"#
                ),
                ("response.output_text.delta", #"\#(message),"delta":"tter and a cop""#),
                ("response.output_text.delta", #"\#(message),"delta":"per kettle""#),
                ("response.output_text.done", #"\#(message),"text":\#(text)"#),
                ("response.content_part.done", #"\#(message),"part":\#(part)"#),
                ("response.output_item.done", #""output_index":0,"item":\#(item)"#),
                (
                    "response.output_item.added",
                    #""output_index":1,"item":{"id":"sh_1","type":"shell_call","call_id":"call_1","action":{"commands":[]}}"#
                ),
                (
                    "response.shell_call_command.added",
                    #""output_index":1,"command_index":0,"command":"cat amber la""#
                ),
                (
                    "response.shell_call_command.delta",
                    #""output_index":1,"command_index":0,"delta":"mp, copper""#
                ),
                (
                    "response.shell_call_command.delta",
                    #""output_index":1,"command_index":0,"delta":" kettle""#
                ),
                (
                    "response.shell_call_command.done",
                    #""output_index":1,"command_index":0,"command":\#(command)"#
                ),
                ("response.output_item.done", #""output_index":1,"item":\#(call)"#),
            ])
    }()

    static let responseCalls: EventStream = {
        let arguments = [
            #"{"animal":"silv"#, #"er otter","tags":["copper\u0020"#, #"kettle","an amber lamp"]}"#,
        ]
        let call =
            #"{"id":"fc_0","type":"function_call","call_id":"call_0","name":"find","status":"completed","arguments":\#(quoted(arguments.joined()))}"#
        let added = #"{"id":"fc_0","type":"function_call","call_id":"call_0","name":"find","arguments":""}"#
        let place = #""item_id":"fc_0","output_index":0"#
        let input = ["SELECT silver ot", "ter FROM amber", " lamp"]
        let custom =
            #"{"id":"ct_1","type":"custom_tool_call","call_id":"call_1","name":"sql","input":\#(quoted(input.joined()))}"#
        let events =
            [("response.output_item.added", #""output_index":0,"item":\#(added)"#)]
            + arguments.map {
                ("response.function_call_arguments.delta", #"\#(place),"delta":\#(quoted($0))"#)
            }
            + [
                (
                    "response.function_call_arguments.done",
                    #"\#(place),"arguments":\#(quoted(arguments.joined()))"#
                ),
                ("response.output_item.done", #""output_index":0,"item":\#(call)"#),
                (
                    "response.output_item.added",
                    #""output_index":1,"item":{"id":"ct_1","type":"custom_tool_call","call_id":"call_1","name":"sql","input":""}"#
                ),
            ]
            + input.map {
                (
                    "response.custom_tool_call_input.delta",
                    #""item_id":"ct_1","output_index":1,"delta":\#(quoted($0))"#
                )
            }
            + [
                (
                    "response.custom_tool_call_input.done",
                    #""item_id":"ct_1","output_index":1,"input":\#(quoted(input.joined()))"#
                ),
                ("response.output_item.done", #""output_index":1,"item":\#(custom)"#),
            ]
        return responses("responses calls", output: "\(call),\(custom)", events)
    }()
}
