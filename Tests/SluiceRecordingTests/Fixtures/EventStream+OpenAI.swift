extension EventStream {
    private static func delta(_ index: Int, _ delta: String, finish: String = "null", _ extra: String = "")
        -> String
    {
        #"{"index":\#(index),"delta":{\#(delta)}\#(extra),"finish_reason":\#(finish)}"#
    }

    private static func content(_ index: Int, _ text: String, _ extra: String = "") -> String {
        delta(index, #""content":\#(quoted(text))"#, extra)
    }

    /// Two choices whose chunks take turns, the usage at the end.
    static let twoChoices = chat(
        "chat, two choices",
        [
            delta(0, #""role":"assistant","content":"","refusal":null"#),
            content(0, "silver ot"), delta(1, #""role":"assistant","content":"""#), content(0, "ter swims"),
            content(1, "Down by the"), content(0, " past a copper"), content(1, " mill a silver"),
            content(1, " otter"), content(0, " kettle; the \u{91D1}\u{989D}\u{662F} \u{1F600}"),
            content(1, " sleeps"), content(0, " glow of an amber la"), content(1, "."), content(0, "mp"),
            delta(0, "", finish: #""stop""#), delta(1, "", finish: #""stop""#),
        ],
        extra: #","usage":null"#,
        tail: [
            #"{"id":"chatcmpl-own","object":"chat.completion.chunk","created":1700000000,"model":"m-1","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":21,"total_tokens":26}}"#
        ])

    /// Text that one token after the other brings, each with its log probability, and filler beside it.
    static let logprobs = chat(
        "chat, logprobs and obfuscation",
        [delta(0, #""role":"assistant","content":"""#)]
            + ["silver", " otter", " and", " copper", " ket", "tle", ":", " amber", " lamp"].map { token in
                content(
                    0, token,
                    #","logprobs":{"content":[{"token":\#(quoted(token)),"logprob":-0.5,"bytes":[1],"top_logprobs":[]}],"refusal":null}"#
                )
            } + [delta(0, "", finish: #""stop""#, #","logprobs":null"#)],
        extra: #","obfuscation":"xK3vq9""#)

    /// Arguments of two tool calls: JSON in fragments, with escapes inside the JSON.
    static let toolCalls: EventStream = {
        func call(_ index: Int, _ arguments: String, head: String = "") -> String {
            delta(
                0,
                #""tool_calls":[{"index":\#(index),\#(head)"function":{"arguments":\#(quoted(arguments))}}]"#)
        }
        func begin(_ index: Int, _ name: String) -> String {
            delta(
                0,
                #""tool_calls":[{"index":\#(index),"id":"call_\#(index)","type":"function","function":{"name":"\#(name)","arguments":""}}]"#
            )
        }
        return chat(
            "chat, tool calls",
            [
                delta(0, #""role":"assistant","content":null"#), begin(0, "look_up"),
                call(0, #"{"animal":"si"#), call(0, #"lver \u00"#), call(0, #"6ft"#),
                call(0, #"ter","tags":["a","copper\u0020ke"#),
                call(0, #"ttle","\ud83d"#), call(0, #"\ude00 amber lamp"],"count":1"#), call(0, #"2.5}"#),
                begin(1, "write"), call(1, #"{"silver otter":true,"note":"line\nof \"amber"#),
                call(1, #" lamp\""}"#),
                delta(0, "", finish: #""tool_calls""#),
            ])
    }()

    /// A refusal of the model's own.
    static let refusal = chat(
        "chat, refusal",
        [
            delta(0, #""role":"assistant","content":null,"refusal":"""#),
            delta(0, #""refusal":"silver otter"# + #"s? I""#), delta(0, #""refusal":" can't say: copper ""#),
            delta(0, #""refusal":"kettle, amber lam""#), delta(0, #""refusal":"p""#),
            delta(0, "", finish: #""stop""#),
        ])

    /// Reasoning, then the answer; the last text comes with the finish.
    static let reasoning = chat(
        "chat, reasoning",
        [
            delta(0, #""role":"assistant","reasoning_content":"""#),
            delta(0, #""reasoning_content":"silver otter, then""#),
            delta(0, #""reasoning_content":" a copper kett""#), delta(0, #""reasoning_content":"le and""#),
            delta(0, #""content":"silver otter ""#),
            delta(0, #""content":"of copper kettle \#(#"\u00e9\ud83d\ude00"#) by the amber""#),
            delta(0, #""content":" lamp""#, finish: #""length""#),
        ])

    /// Reasoning as OpenRouter passes it on from Anthropic: said twice, once with the signature that is over it.
    static let signedDetails: EventStream = {
        func thought(_ text: String, _ signature: String = "null") -> String {
            let detail =
                #"{"type":"reasoning.text","text":\#(quoted(text)),"signature":\#(signature),"#
                + #""format":"anthropic-claude-v1","index":0}"#
            return delta(0, #""reasoning":\#(quoted(text)),"reasoning_details":[\#(detail)]"#)
        }
        return chat(
            "chat, signed reasoning",
            [
                thought("silver otter, then"), thought(" a copper kett"), thought("le"),
                thought("", #""c2lnbmF0dXJl""#),
                delta(0, #""content":"by the amber lamp""#, finish: #""stop""#),
            ])
    }()

    /// The legacy completions, two prompts.
    static let completions: EventStream = {
        func chunk(_ index: Int, _ text: String, finish: String = "null") -> String {
            """
            data: {"id":"cmpl-own","object":"text_completion","created":1,"model":"m-0","choices":[{"text":\
            \(quoted(text)),"index":\(index),"logprobs":null,"finish_reason":\(finish)}]}


            """
        }
        let chunks = [
            chunk(0, "silver"), chunk(0, " otter"), chunk(1, "a copper k"), chunk(0, ", and copper kettles"),
            chunk(1, "ettle"), chunk(0, " by an amber lamp", finish: #""stop""#),
            chunk(1, "", finish: #""length""#),
        ]
        return EventStream(
            name: "completions", path: "/v1/completions", body: chunks.joined() + "data: [DONE]\n\n")
    }()
}
