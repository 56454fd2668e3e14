extension EventStream {
    private static func start(_ index: Int, _ block: String) -> String {
        #"{"type":"content_block_start","index":\#(index),"content_block":{\#(block)}}"#
    }

    private static func delta(_ index: Int, _ delta: String) -> String {
        #"{"type":"content_block_delta","index":\#(index),"delta":{\#(delta)}}"#
    }

    private static func text(_ index: Int, _ text: String) -> String {
        delta(index, #""type":"text_delta","text":\#(quoted(text))"#)
    }

    private static func thought(_ index: Int, _ text: String) -> String {
        delta(index, #""type":"thinking_delta","thinking":\#(quoted(text))"#)
    }

    private static func json(_ index: Int, _ json: String) -> String {
        delta(index, #""type":"input_json_delta","partial_json":\#(quoted(json))"#)
    }

    private static func stop(_ index: Int) -> String {
        #"{"type":"content_block_stop","index":\#(index)}"#
    }

    private static let ping = #"{"type": "ping"}"#

    /// One block of text, a ping on the way.
    static let messageText = anthropic(
        "messages, text",
        [
            start(0, #""type":"text","text":"""#), ping, text(0, "silver o"), text(0, "tter"),
            text(0, ", a copper"), ping, text(0, " kettle \u{91D1}\u{989D} and an amber"), text(0, " lamp"),
            stop(0),
        ])

    /// Thinking with its signature, then two blocks of text with a citation.
    static let messageThinking = anthropic(
        "messages, thinking",
        [
            start(0, #""type":"thinking","thinking":"","signature":"""#), ping,
            thought(0, "silver otter first"), thought(0, ", then the cop"), thought(0, "per kettle"),
            delta(0, #""type":"signature_delta","signature":"c2lnbmF0dXJl""#), stop(0),
            start(1, #""type":"text","text":"""#), text(1, "silver otter. amber "), stop(1),
            start(2, #""type":"text","text":"""#),
            delta(
                2,
                #""type":"citations_delta","citation":{"type":"char_location","cited_text":"a page on kettles","document_index":0,"document_title":"Kettles","start_char_index":0,"end_char_index":4}"#
            ),
            text(2, "lamp, amber lamp"), stop(2),
        ])

    /// A tool's input: JSON in fragments, with escapes inside the JSON.
    static let messageTool = anthropic(
        "messages, tool use",
        [
            start(0, #""type":"text","text":"""#), text(0, "Let me look."), stop(0),
            start(1, #""type":"tool_use","id":"toolu_own","name":"look_up","input":{}"#), json(1, ""),
            json(1, #"{"animal":"silve"#), json(1, #"r \u006ft"#), json(1, #"ter","more":{"copper ke"#),
            json(1, #"ttle":[1,"amber l"#), json(1, #"amp",-2]}}"#), stop(1),
        ])

    /// A tool that the provider runs: its result stands whole in one event.
    static let messageServerTool = anthropic(
        "messages, server tool",
        [
            start(0, #""type":"server_tool_use","id":"srvtoolu_own","name":"web_search","input":{}"#),
            json(0, #"{"query":"silver"#), json(0, #" otter"}"#), stop(0),
            start(
                1,
                #""type":"web_search_tool_result","tool_use_id":"srvtoolu_own","content":[{"type":"web_search_result","title":"The copper kettle","url":"https://example.org/kettle","encrypted_content":"c2VjcmV0","page_age":null}]"#
            ), stop(1),
            start(2, #""type":"text","text":"""#), text(2, "By the amber"), text(2, " lamp."), stop(2),
        ])
}
