extension Bypass {
    private static let phrase = "quokka pastry"

    private static func chat(_ what: String, _ choices: [String]) -> Bypass {
        let chunks = choices.map { #"data: {"choices":[\#($0)]}"# + "\n\n" }
        return Bypass(
            row: 85, what: what, place: .stream(), body: chunks.joined() + "data: [DONE]\n\n", trace: "stry")
    }

    private static func delta(_ member: String, _ index: Int = 0) -> String {
        #"{"index":\#(index),"delta":{\#(member)}}"#
    }

    /// Texts of an answer beside its content, each cut in two.
    static let otherChannels: [Bypass] =
        ["refusal", "reasoning", "reasoning_content"].map { name in
            chat(name, [delta(#""\#(name)":"a quokka pa""#), delta(#""\#(name)":"stry""#)])
        } + [
            chat(
                "tool arguments",
                [#"{\"a\":\"quokka pa"#, #"stry\"}"#].map {
                    delta(#""tool_calls":[{"index":0,"function":{"arguments":"\#($0)"}}]"#)
                }),
            chat(
                "choices that take turns",
                [
                    delta(#""content":"a quokka""#), delta(#""content":"quok""#, 1),
                    delta(#""content":" pastry""#), delta(#""content":"ka pastry""#, 1),
                ]),
            chat(
                "logprobs",
                [
                    #"{"index":0,"delta":{"content":"a quokka "},"logprobs":{"content":[{"token":"quokka ","bytes":[113]}]}}"#,
                    #"{"index":0,"delta":{"content":"pastry"},"logprobs":{"content":[{"token":"pastry","bytes":[112]}]}}"#,
                ]),
            Bypass(
                row: 85, what: "thinking", path: "/v1/messages", place: .stream(),
                body: ["a quokka pa", "stry"].map {
                    "event: content_block_delta\n"
                        + #"data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"\#($0)"}}"#
                        + "\n\n"
                }.joined(), trace: "stry"),
            Bypass(
                row: 85, what: "lines of Ollama", path: "/api/chat",
                place: .stream(type: "application/x-ndjson"),
                body: ["a quokka pa", "stry"].map {
                    #"{"message":{"content":"\#($0)"},"done":false}"# + "\n"
                }.joined(), trace: "stry"),
        ]

    private static let part = #"{"type":"output_text","text":"\#(phrase)"}"#
    private static let item = #"{"id":"m","type":"message","content":[\#(part)]}"#
    private static let place = #""output_index":0,"content_index":0"#

    private static let events = [
        #"{"type":"response.output_text.done",\#(place),"text":"\#(phrase)"}"#,
        #"{"type":"response.content_part.done",\#(place),"part":\#(part)}"#,
        #"{"type":"response.output_item.done","output_index":0,"item":\#(item)}"#,
        #"{"type":"response.completed","response":{"id":"r","output":[\#(item)]}}"#,
    ]

    private static func responses(_ what: String, _ events: [String], trace: String = phrase) -> Bypass {
        Bypass(
            row: 86, what: what, path: "/v1/responses", place: .stream(),
            body: events.map { "data: \($0)\n\n" }.joined(), trace: trace)
    }

    /// The five ways in which Responses says a text: each alone, and all together.
    static let repeats: [Bypass] =
        events.indices.map { responses("repeat \($0) alone", [events[$0]]) } + [
            responses(
                "deltas and all repeats",
                ["a quokka pa", "stry"].map {
                    #"{"type":"response.output_text.delta",\#(place),"delta":"\#($0)"}"#
                } + events, trace: "stry")
        ]

    /// What is no answer of a model.
    static let errors: [Bypass] = [
        Bypass(
            row: 87, what: "an error's body", place: .answer(status: 400),
            body: #"{"error":{"message":"\#(phrase)","type":"t","code":"c"}}"#),
        Bypass(row: 87, what: "an error in text", place: .answer(status: 502), body: "<b>\(phrase)</b>"),
        Bypass(
            row: 87, what: "an error beside choices", place: .stream(),
            body: #"data: {"error":{"message":"\#(phrase)"},"choices":[]}"# + "\n\n"),
        Bypass(
            row: 87, what: "an error event", path: "/v1/messages", place: .stream(),
            body: "event: error\n" + #"data: {"type":"error","error":{"message":"\#(phrase)"}}"# + "\n\n"),
        Bypass(row: 87, what: "a comment", place: .stream(), body: ": \(phrase)\n\ndata: [DONE]\n\n"),
        Bypass(
            row: 87, what: "an event's name", place: .stream(), body: "event: \(phrase)\ndata: {}\n\n"),
        Bypass(
            row: 87, what: "the first of two names", place: .stream(),
            body: "event: \(phrase)\nevent: a\ndata: {}\n\n"),
        Bypass(row: 87, what: "an event's id", place: .stream(), body: "id: \(phrase)\ndata: {}\n\n"),
        Bypass(row: 87, what: "data that is no JSON", place: .stream(), body: "data: a \(phrase)\n\n"),
        Bypass(
            row: 87, what: "what stands behind the end", place: .stream(), body: "data: [DONE] \(phrase)\n\n"),
    ]

    /// Other letters, or none, for the same word.
    static let disguises: [Bypass] =
        spelled(88, "zero width", "quok\u{200B}ka pas\u{FEFF}try", .byNormalization)
        + spelled(88, "soft hyphen", "quok\u{AD}ka pastry", .byNormalization)
        + spelled(88, "bidirectional marks", "quokka \u{202E}pastry", .byNormalization)
        + spelled(88, "full width", "ｑｕｏｋｋａ　ｐａｓｔｒｙ", .byNormalization)
        + spelled(88, "no-break space", "quokka\u{A0}pastry", .byNormalization)
        + spelled(88, "look-alikes", "qu\u{43E}kka p\u{430}stry", .byNormalization)
        + spelled(88, "accents", "qu\u{F3}kka pa\u{301}stry", .byNormalization)
        + spelled(88, "mathematical letters", "𝐪𝐮𝐨𝐤𝐤𝐚 𝐩𝐚𝐬𝐭𝐫𝐲", .byNormalization)
        + spelled(88, "entities", "quokka&#32;pastry", .never)
        + spelled(88, "base64", "cXVva2thIHBhc3RyeQ==", .never)
        + spelled(88, "one letter a word", "q u o k k a p a s t r y", .never)

    /// What looks like the phrase and isn't.
    static let nearMisses: [Bypass] =
        spelled(89, "a longer word", "quokka pastrycook", .never)
        + spelled(89, "a word around it", "anti-quokkapastry", .never)
        + spelled(89, "the beginning", "quokka pastr", .never)
        + spelled(89, "another word between", "quokka and pastry", .never)
}
