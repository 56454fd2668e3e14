import SluiceWire
import Testing

/// Which texts a signature is over, by the tables.
struct SignedTextTests {
    /// The texts of a payload that can't be edited.
    private func signed(_ payload: String, in table: PathTable) throws -> [String] {
        let bytes = [UInt8](payload.utf8)
        var scan = PayloadScan()
        try table.scan(bytes, options: .response, into: &scan)
        return scan.sites.filter(\.isSigned).map { site in
            var text: [UInt8] = []
            JSONText.decode(bytes.span, site.range, into: &text)
            return String(decoding: text, as: UTF8.self)
        }
    }

    @Test(arguments: [
        (
            #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"a"}}"#,
            ["a"]
        ),
        (
            #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"a","signature":"s"}}"#,
            ["a"]
        ),
        (#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}"#, []),
        (
            #"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{}"}}"#,
            []
        ),
        (
            #"{"type":"message_start","message":{"content":[{"type":"thinking","thinking":"a"},{"type":"text","text":"b"}]}}"#,
            ["a"]
        ),
    ])
    func thinkingOfAnthropicIsSigned(payload: String, expected: [String]) throws {
        #expect(try signed(payload, in: AnthropicMessages().event) == expected)
    }

    @Test func soItIsInWholeAnswersAndWhereItComesBack() throws {
        let blocks = #"[{"type":"thinking","thinking":"a","signature":"s"},{"type":"text","text":"b"}]"#
        let dialect = AnthropicMessages()
        #expect(try signed(#"{"content":\#(blocks)}"#, in: dialect.answer) == ["a"])
        let messages =
            #"{"messages":[{"role":"assistant","content":\#(blocks)},{"role":"user","content":"c"}]}"#
        #expect(try signed(messages, in: dialect.request) == ["a"])
    }

    /// The format may stand before the text or behind it.
    @Test(arguments: [
        (#"{"format":"anthropic-claude-v1","text":"a"}"#, ["a"]),
        (#"{"text":"a","format":"anthropic-claude-v1"}"#, ["a"]),
        (#"{"text":"a","summary":"b","format":"anthropic-claude-v1"}"#, ["a"]),
        (#"{"text":"a","format":"unknown"}"#, []), (#"{"text":"a"}"#, []),
        (#"{"text":"a","signature":"s"}"#, []),
    ])
    func reasoningDetailsAreSignedWhereTheyComeFromAnthropic(detail: String, expected: [String]) throws {
        let dialect = ChatCompletions()
        let details =
            #""reasoning":"c","reasoning_details":[{"text":"d","format":"openai-responses-v1"},\#(detail)]"#
        #expect(
            try signed(#"{"choices":[{"index":0,"delta":{\#(details)}}]}"#, in: dialect.event) == expected)
        #expect(
            try signed(#"{"choices":[{"index":0,"message":{\#(details)}}]}"#, in: dialect.answer) == expected)
        #expect(
            try signed(#"{"messages":[{"role":"assistant",\#(details)}]}"#, in: dialect.request) == expected)
    }

    /// A text's channel is the same with its format and without.
    @Test func theFormatIsNoOtherText() throws {
        var keys: [ChannelKey] = []
        for detail in [#"{"text":"a","format":"anthropic-claude-v1"}"#, #"{"text":"a"}"#] {
            let payload = #"{"choices":[{"index":2,"delta":{"reasoning_details":[\#(detail)]}}]}"#
            var scan = PayloadScan()
            try ChatCompletions().event.scan([UInt8](payload.utf8), options: .response, into: &scan)
            keys += scan.sites.map(\.channel)
        }
        #expect(keys.count == 2 && keys.first == keys.last)
    }

    @Test(arguments: [
        (
            Gemini().event,
            #"{"candidates":[{"content":{"parts":[{"text":"a","thought":true},{"text":"b","thoughtSignature":"s"}]}}]}"#
        ),
        (
            Responses().event,
            #"{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"a"}"#
        ),
        (
            Responses().answer,
            #"{"output":[{"type":"reasoning","encrypted_content":"s","summary":[{"type":"summary_text","text":"a"}]}]}"#
        ),
    ])
    func whatOnlyStandsBesideOpaqueStateIsNot(table: PathTable, payload: String) throws {
        #expect(try signed(payload, in: table) == [])
    }
}
