import SluiceWire
import Testing

/// The bytes that end a stream, and the bodies of errors: golden, and sound JSON.
struct DialectEndingTests {
    private static let begun =
        #"{"id":"c-1","object":"chat.completion.chunk","created":7,"model":"m","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}"#
    private static let head =
        #"{"id":"c-1","object":"chat.completion.chunk","created":7,"model":"m","choices":"#

    @Test func aSoftChatEndingFinishesEveryOpenChoice() throws {
        var stream = try DialectStream(ChatCompletions())
        try stream.accept(Self.begun)
        try stream.accept(#"{"choices":[{"index":1,"delta":{"content":"b"},"finish_reason":"stop"}]}"#)
        try stream.accept(#"{"choices":[{"index":2,"delta":{"content":"c"}}]}"#)
        #expect(
            stream.ending(.soft(refusalText: nil)) == """
                data: \(Self.head)[{"index":0,"delta":{},"logprobs":null,"finish_reason":"content_filter"}]}

                data: \(Self.head)[{"index":2,"delta":{},"logprobs":null,"finish_reason":"content_filter"}]}

                data: [DONE]


                """)
    }

    @Test func aRefusalIsContentOnlyWhereProseIsSafe() throws {
        var prose = try DialectStream(ChatCompletions())
        var structured = try DialectStream(
            ChatCompletions(), request: #"{"response_format":{"type":"json_object"}}"#)
        var calling = try DialectStream(ChatCompletions())
        try prose.accept(Self.begun)
        try structured.accept(Self.begun)
        try calling.accept(Self.begun)
        try calling.accept(
            #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{"}}]}}]}"#)
        let content = #"[{"index":0,"delta":{"content":"Sorry."},"logprobs":null,"finish_reason":null}]}"#
        let refusal = #"[{"index":0,"delta":{"refusal":"Sorry."},"logprobs":null,"finish_reason":null}]}"#
        #expect(prose.ending(.soft(refusalText: "Sorry.")).hasPrefix("data: \(Self.head)\(content)\n\n"))
        #expect(structured.ending(.soft(refusalText: "Sorry.")).hasPrefix("data: \(Self.head)\(refusal)\n\n"))
        #expect(calling.ending(.soft(refusalText: "Sorry.")).hasPrefix("data: \(Self.head)\(refusal)\n\n"))
    }

    @Test func theUsageIsSentWhenAskedForAndNotTwice() throws {
        var stream = try DialectStream(
            ChatCompletions(), request: #"{"stream_options":{"include_usage":true}}"#)
        try stream.accept(Self.begun)
        let estimate = #"[],"usage":{"prompt_tokens":0,"completion_tokens":1,"total_tokens":1}}"#
        #expect(
            stream.ending(.soft(refusalText: nil)).contains(
                "\n\ndata: \(Self.head)\(estimate)\n\ndata: [DONE]\n\n"))
        try stream.accept(#"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4}}"#, isHeld: true)
        let exact = #"[],"usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}"#
        #expect(stream.ending(.soft(refusalText: nil)).contains(exact))
        stream.ledger.deliver(through: stream.ledger.accepted)
        #expect(!stream.ending(.soft(refusalText: nil)).contains("prompt_tokens"))
    }

    @Test func anEndingContinuesWhatWasDelivered() throws {
        var stream = try DialectStream(ChatCompletions())
        try stream.accept(Self.begun)
        try stream.accept(#"{"choices":[{"index":1,"delta":{"content":"b"}}]}"#, isHeld: true)
        try stream.accept(#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#, isHeld: true)
        let ending = stream.ending(.soft(refusalText: nil))
        #expect(ending.contains(#""index":0"#))
        #expect(!ending.contains(#""index":1"#))
    }

    @Test func aStreamWithoutAChoiceEndsItsFirst() throws {
        var stream = try DialectStream(ChatCompletions())
        try stream.accept(#"{"id":"","model":"","created":0,"choices":[],"prompt_filter_results":[]}"#)
        #expect(
            stream.ending(.soft(refusalText: nil)) == """
                data: {"id":"evt_1","object":"chat.completion.chunk","created":0,"model":"unknown","choices":\
                [{"index":0,"delta":{},"logprobs":null,"finish_reason":"content_filter"}]}

                data: [DONE]


                """)
    }

    @Test func aSoftCompletionsEndingFinishesEveryOpenChoice() throws {
        var stream = try DialectStream(Completions())
        try stream.accept(
            #"{"id":"c-1","object":"text_completion","created":7,"model":"m","choices":[{"text":"a","index":1}]}"#
        )
        let head = #"{"id":"c-1","object":"text_completion","created":7,"model":"m","choices":"#
        #expect(
            stream.ending(.soft(refusalText: "Sorry.")) == """
                data: \(head)[{"index":1,"text":"Sorry.","logprobs":null,"finish_reason":null}]}

                data: \(head)[{"index":1,"text":"","logprobs":null,"finish_reason":"content_filter"}]}

                data: [DONE]


                """)
    }

    @Test(arguments: [ChatCompletions(), Completions(), GenericDialect()] as [any Dialect])
    func aHardEndingOfTheOpenAIFamilyIsAnErrorEvent(dialect: any Dialect) throws {
        var stream = try DialectStream(dialect)
        try stream.accept(Self.begun)
        #expect(
            stream.ending(.hard) == """
                data: {"error":{"message":"Stopped by a rule.","type":"invalid_request_error","param":null,\
                "code":"content_filter"}}


                """)
    }

    @Test(arguments: [EndingStyle.hard, .soft(refusalText: "Sorry.")])
    func anUpstreamThatBrokeOffIsNeverACleanEnd(style: EndingStyle) throws {
        var chat = try DialectStream(ChatCompletions())
        try chat.accept(Self.begun)
        #expect(
            chat.ending(style, .broken) == """
                data: {"error":{"message":"The provider broke off.","type":"api_error","param":null,\
                "code":"upstream_closed"}}


                """)
        var messages = try DialectStream(AnthropicMessages())
        try messages.accept(#"{"type":"message_start","message":{}}"#)
        #expect(
            messages.ending(style, .broken) == """
                event: error
                data: {"type":"error","error":{"type":"api_error","message":"The provider broke off.",\
                "details":{"error_code":"upstream_closed"}},"request_id":"evt_2"}


                """)
    }

    @Test func aSoftAnthropicEndingClosesTheOpenBlocksAndRefuses() throws {
        var stream = try DialectStream(AnthropicMessages())
        for payload in [
            #"{"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}"#,
            #"{"type":"content_block_stop","index":0}"#,
            #"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#,
            #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"a"}}"#,
            #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"b"}}"#,
        ] {
            try stream.accept(payload)
        }
        try stream.accept(#"{"type":"content_block_stop","index":1}"#, isHeld: true)
        try stream.accept(#"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#, isHeld: true)
        #expect(
            stream.ending(.soft(refusalText: nil)) == """
                event: content_block_stop
                data: {"type":"content_block_stop","index":1}

                event: message_delta
                data: {"type":"message_delta","delta":{"stop_reason":"refusal","stop_sequence":null,\
                "stop_details":{"type":"refusal","category":null,"explanation":"Stopped by a rule."}},\
                "usage":{"output_tokens":2}}

                event: message_stop
                data: {"type":"message_stop"}


                """)
        stream.ledger.deliver(through: stream.ledger.accepted)
        let late = stream.ending(.soft(refusalText: nil))
        #expect(late.hasPrefix("event: message_delta\n"))
        #expect(late.contains(#""stop_reason":"refusal""#))
        try stream.accept(#"{"type":"message_stop"}"#)
        #expect(stream.ending(.soft(refusalText: nil)) == stream.ending(.hard))
    }

    @Test(arguments: [ChatCompletions(), Completions(), Gemini()] as [any Dialect])
    func aBlockBehindTheEndOfEveryChoiceIsStillTold(dialect: any Dialect) throws {
        var stream = try DialectStream(dialect)
        try stream.accept(#"{"choices":[{"index":1,"text":"a","finish_reason":"stop"}]}"#)
        try stream.accept(#"{"candidates":[{"index":1,"finishReason":"STOP"}]}"#)
        let ending = stream.ending(.soft(refusalText: nil))
        #expect(ending.contains(#""index":1"#))
        #expect(ending.contains("content_filter") || ending.contains("PROHIBITED_CONTENT"))
    }

    @Test(arguments: ["-1", "8589934592", "\"x\""])
    func anIndexThatIsNoneIsNeverAnEndingsOwn(index: String) throws {
        for dialect in [ChatCompletions(), Completions(), Gemini()] as [any Dialect] {
            var stream = try DialectStream(dialect)
            try stream.accept(#"{"choices":[{"index":\#(index),"text":"a"}]}"#)
            try stream.accept(#"{"candidates":[{"index":\#(index)}]}"#)
            #expect(stream.ending(.soft(refusalText: nil)).contains(#""index":0"#))
        }
    }

    @Test func anAnthropicStreamThatHasNotBegunCannotEndSoftly() throws {
        let stream = try DialectStream(AnthropicMessages())
        #expect(
            stream.ending(.soft(refusalText: nil)) == """
                event: error
                data: {"type":"error","error":{"type":"invalid_request_error","message":"Stopped by a rule.",\
                "details":{"error_code":"content_filter"}},"request_id":"evt_1"}


                """)
    }

    @Test(arguments: [
        (400, "content_filter", "invalid_request_error", "invalid_request_error"),
        (401, "invalid_api_key", "authentication_error", "authentication_error"),
        (403, "forbidden", "permission_error", "permission_error"),
        (404, "route_not_found", "not_found_error", "not_found_error"),
        (413, "request_too_large", "request_too_large", "request_too_large"),
        (415, "unsupported_encoding", "invalid_request_error", "invalid_request_error"),
        (429, "rate_limited", "rate_limit_error", "rate_limit_error"),
        (500, "internal", "api_error", "api_error"),
        (502, "upstream_unreachable", "server_error", "api_error"),
        (503, "overloaded", "server_error", "overloaded_error"),
        (504, "upstream_timeout", "server_error", "timeout_error"),
    ])
    func anErrorBodyHasTheShapeOfItsDialect(status: Int, code: String, openAI: String, anthropic: String) {
        let notice = Notice(status: status, code: code, message: "Say \"why\".\n", eventID: "evt_1")
        let param = code == "content_filter" ? "\"prompt\"" : "null"
        for dialect in [ChatCompletions(), Completions(), GenericDialect()] as [any Dialect] {
            #expect(
                String(decoding: dialect.errorBody(notice), as: UTF8.self)
                    == #"{"error":{"message":"Say \"why\".\n","type":"\#(openAI)","param":\#(param),"code":"\#(code)"}}"#
            )
        }
        #expect(
            String(decoding: AnthropicMessages().errorBody(notice), as: UTF8.self)
                == #"{"type":"error","error":{"type":"\#(anthropic)","message":"Say \"why\".\n","details":{"error_code":"\#(code)"}},"request_id":"evt_1"}"#
        )
    }

    @Test(arguments: ["plain", "quote \" back \\ slash", "line\nfeed\u{0}\u{1F}", "\u{2028}😀 禁止", ""])
    func whateverTheMessageTheJSONIsSound(message: String) throws {
        let notice = Notice(status: 400, code: message, message: message, eventID: message, param: message)
        for dialect in [ChatCompletions(), Completions(), AnthropicMessages(), GenericDialect()]
            as [any Dialect]
        {
            var stream = try DialectStream(dialect, request: #"{"stream_options":{"include_usage":true}}"#)
            try stream.accept(#"{"type":"message_start","message":{},"choices":[{"index":0}]}"#)
            var bodies = [dialect.errorBody(notice)]
            for style in [EndingStyle.hard, .soft(refusalText: message), .soft(refusalText: nil)] {
                bodies += Self.data(of: dialect.ending(style, notice: notice, ledger: stream.ledger))
            }
            var scan = PayloadScan()
            for body in bodies where body != [UInt8]("[DONE]".utf8) {
                try dialect.errorAnswer.scan(body, options: .request, into: &scan)
            }
        }
    }

    /// The data of the events in `bytes`, each of one line.
    private static func data(of bytes: [UInt8]) -> [[UInt8]] {
        var parser = EventStreamParser(framing: .sse)
        parser.append(bytes.span)
        var data: [[UInt8]] = []
        while let frame = parser.next() {
            if case .line(let range) = frame.data { data.append(Array(parser.buffer[range])) }
        }
        return data
    }
}
