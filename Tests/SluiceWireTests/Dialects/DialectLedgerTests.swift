import SluiceWire
import Testing

/// What dialects note of requests and events.
struct DialectLedgerTests {
    @Test(arguments: [
        (#"{"stream":true,"stream_options":{"include_usage":true}}"#, true, true, false),
        (#"{"stream":false,"response_format":{"type":"text"}}"#, false, false, false),
        (#"{"response_format":{"type":"json_object"}}"#, false, false, true),
        (#"{"response_format":{"json_schema":{"name":"n"},"type":"json_schema"}}"#, false, false, true),
        (#"{"stream_options":{"include_usage":false},"response_format":null}"#, false, false, false),
    ])
    func theFactsOfAChatRequest(payload: String, isStream: Bool, wantsUsage: Bool, isStructured: Bool) throws
    {
        let facts = try DialectStream(ChatCompletions(), request: payload).ledger.request
        #expect(facts.isStream == isStream)
        #expect(facts.wantsUsage == wantsUsage)
        #expect(facts.isStructured == isStructured)
    }

    @Test func aFinishReasonClosesItsChoice() throws {
        var stream = try DialectStream(ChatCompletions())
        #expect(
            try stream.accept(#"{"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}"#)
                == [])
        #expect(try stream.accept(#"{"choices":[{"finish_reason":"stop","delta":{},"index":1}]}"#) == [1])
        #expect(
            try stream.accept(
                #"{"choices":[{"index":0,"finish_reason":"stop"},{"index":2,"finish_reason":"length"}]}"#)
                == [0, 2])
        #expect(try stream.accept(#"{"choices":[],"usage":{"prompt_tokens":1}}"#) == [])
        #expect(stream.ledger.accepted == 4)
    }

    @Test func aBlockStopClosesItsBlockAndMessageStopTheStream() throws {
        var stream = try DialectStream(AnthropicMessages())
        for payload in [
            #"{"type":"message_start","message":{"content":[]}}"#,
            #"{"type":"content_block_start","index":3,"content_block":{"type":"text","text":""}}"#,
            #"{"type":"content_block_delta","index":3,"delta":{"type":"text_delta","text":"a"}}"#,
        ] {
            #expect(try stream.accept(payload) == [])
        }
        #expect(try stream.accept(#"{"index":3,"type":"content_block_stop"}"#) == [3])
        #expect(!stream.ledger.isComplete)
        #expect(try stream.accept(#"{"type":"message_stop"}"#) == [])
        #expect(stream.ledger.isComplete)
    }

    @Test func aStreamOfOneDeltaManyTimesDoesNotGrowTheLedger() throws {
        var stream = try DialectStream(AnthropicMessages())
        try stream.accept(#"{"type":"message_start","message":{}}"#)
        for index in 0..<3000 {
            try stream.accept(
                #"{"type":"content_block_start","index":\#(index),"content_block":{"type":"text"}}"#)
            try stream.accept(#"{"type":"content_block_stop","index":\#(index)}"#)
        }
        try stream.accept(#"{"type":"content_block_start","index":7,"content_block":{"type":"text"}}"#)
        #expect(stream.ending(.soft(refusalText: nil)).contains(#""content_block_stop","index":7}"#))
    }

    @Test(arguments: ["99999999999999999999", "-1", "1.5", "1e3", "\"x\"", "null", "{}", "2147483648"])
    func anOddIndexEndsNothing(index: String) throws {
        for dialect in [ChatCompletions(), Completions(), AnthropicMessages()] as [any Dialect] {
            var stream = try DialectStream(dialect)
            try stream.accept(#"{"type":"message_start","message":{"usage":{"output_tokens":\#(index)}}}"#)
            try stream.accept(
                #"{"type":"content_block_stop","index":\#(index),"id":\#(index),"created":\#(index)}"#)
            try stream.accept(
                #"{"choices":[{"index":\#(index),"finish_reason":"stop"}],"usage":{"prompt_tokens":\#(index)}}"#
            )
            #expect(!stream.ending(.soft(refusalText: "x")).isEmpty)
        }
    }
}
