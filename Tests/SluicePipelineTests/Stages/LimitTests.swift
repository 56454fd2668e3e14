import SluicePipeline
import Testing

struct LimitTests {
    private static func exchange(
        _ store: any LimitStore, path: String = "/v1/chat/completions", body: String = "{}"
    ) throws -> Exchange {
        let policy = try TestRules.policy()
        let head = RequestHead(
            method: "POST", path: path,
            fields: HeaderFields([.init(name: "content-type", value: "application/json")]))
        var exchange = Exchange(
            id: "evt", policy: policy, received: head, bodyLimitBytes: 1 << 20, limitStore: store)
        exchange.body = Array(body.utf8)
        return exchange
    }

    @Test(arguments: [
        ("/v1/chat/completions", "x-ratelimit-limit-requests", "rate_limit_error"),
        ("/v1/messages", "anthropic-ratelimit-requests-limit", "rate_limit_error"),
        ("/v1beta/models/g:generateContent", "x-ratelimit-limit-requests", "RESOURCE_EXHAUSTED"),
    ])
    func whatGoesOverIsA429WithTheFieldsOfTheDialect(path: String, field: String, word: String) throws {
        let store = MemoryLimitStore()
        let chain = try chain("[limit: { requests_per_minute: 1 }, filter_response, forward]")
        var first = try Self.exchange(store, path: path)
        #expect(chain.admit(&first) == nil)
        var second = try Self.exchange(store, path: path)
        let answer = try #require(chain.admit(&second))
        #expect(answer.head.status == 429 && answer.text.contains(word), "\(answer.text)")
        #expect(answer.head.fields[FieldName(field)] == "1")
        let seconds = try #require(answer.head.fields["retry-after"].flatMap { Int($0) })
        #expect((1...60).contains(seconds) && answer.head.fields["x-should-retry"] == "true")
    }

    @Test func aSpentDayIsNotRetried() throws {
        let store = MemoryLimitStore()
        let chain = try chain("[limit: { tokens_per_day: 10 }, filter_response, forward]")
        var first = try Self.exchange(store)
        #expect(chain.admit(&first) == nil)
        first.lease?.end(tokens: 10, cost: 0)
        var second = try Self.exchange(store)
        let answer = try #require(chain.admit(&second))
        #expect(answer.head.status == 429 && answer.code == "insufficient_quota")
        #expect(answer.head.fields["x-should-retry"] == "false")
        #expect(answer.head.fields["x-ratelimit-remaining-tokens"] == "0")
    }

    @Test func anExchangeThatIsForgottenGivesItsPlaceBack() throws {
        let store = MemoryLimitStore()
        let chain = try chain("[limit: { concurrent_streams: 1 }, filter_response, forward]")
        for _ in 0..<3 {
            var exchange = try Self.exchange(store)
            #expect(chain.admit(&exchange) == nil)
        }
        var running = try Self.exchange(store)
        var waiting = try Self.exchange(store)
        #expect(chain.admit(&running) == nil && chain.admit(&waiting)?.head.status == 429)
        running.lease?.end(tokens: 0, cost: 0)
        running.lease?.end(tokens: 0, cost: 0)
        #expect(chain.admit(&waiting) == nil)
    }

    private static let priced =
        "[limit: { cost_per_day: 1, prices: { gpt-4*: { input: 2.5, output: 10 }, o1: { input: 15, output: 60 } } }, filter_response, forward]"

    @Test(arguments: [
        (#"{"model":"gpt-4o"}"#, 12_500), (#"{"model":"o1"}"#, 75_000),
        (#"{"model":"gpt-4o","models":["gpt-4o","o1"]}"#, 75_000), (#"{"model":"other"}"#, nil), ("{}", nil),
    ])
    func aModelHasItsPriceOrIsRefused(body: String, cost: Int?) throws {
        let chain = try chain(Self.priced)
        var exchange = try Self.exchange(MemoryLimitStore(), body: body)
        #expect(chain.admit(&exchange) == nil)
        let answer = chain.receive(&exchange)
        #expect(exchange.price?.cost(of: TokenUsage(input: 1000, output: 1000)) == cost)
        #expect(answer?.head.status == (cost == nil ? 403 : nil))
    }

    @Test func aSpentBudgetIsA429() throws {
        let store = MemoryLimitStore()
        let chain = try chain(Self.priced)
        var first = try Self.exchange(store)
        #expect(chain.admit(&first) == nil)
        first.lease?.end(tokens: 1, cost: 1_000_000)
        var second = try Self.exchange(store)
        let answer = try #require(chain.admit(&second))
        #expect(answer.head.status == 429 && answer.code == "insufficient_quota")
        #expect(answer.head.fields["retry-after"] != nil && answer.head.fields["retry-after-ms"] == nil)
    }

    private static let asked = #""stream_options":{"include_usage":true}"#

    private static let bodies: [(String, String?)] = [
        (#"{"stream":true}"#, "{" + asked + #","stream":true}"#),
        (#" { "stream" : true , "stream_options" : null }"#, " {" + asked + #", "stream" : true  }"#),
        (
            #"{"stream":true,"stream_options":{}}"#,
            #"{"stream":true,"stream_options":{"include_usage":true}}"#
        ),
        (
            #"{"stream":true,"stream_options":{"include_usage":false}}"#,
            #"{"stream":true,"stream_options":{"include_usage":true}}"#
        ),
        (
            #"{"stream":true,"stream_options":{"include_obfuscation":false}}"#,
            #"{"stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false}}"#
        ),
        (
            #"{"stream":true,"stream\u005foptions":{}}"#,
            #"{"stream":true,"stream\u005foptions":{"include_usage":true}}"#
        ),
        (#"{"stream":true,"x":"stream_options"}"#, "{" + asked + #","stream":true,"x":"stream_options"}"#),
        (#"{"stream":true,"x":"_\n\\_ _"}"#, "{" + asked + #","stream":true,"x":"_\n\\_ _"}"#),
        (#"{"_":0,"stream":true,"stream_options":7}"#, nil),
        (#"{"stream":true,"stream_options":{"include_usage":true}}"#, nil),
        (#"{"stream":true,"stream_options":7}"#, nil), (#"{"stream":false}"#, nil), (#"{"model":"m"}"#, nil),
    ]

    @Test(arguments: bodies)
    func aStreamIsAskedForItsUsage(body: String, expected: String?) throws {
        let chain = try chain("[limit: { tokens_per_day: 10 }, filter_request, filter_response, forward]")
        var exchange = try Self.exchange(MemoryLimitStore(), body: body)
        #expect(chain.admit(&exchange) == nil && chain.receive(&exchange) == nil)
        #expect(exchange.bodyText == expected ?? body)
    }

    @Test(arguments: ["/v1/messages", "/v1/responses", "/v1beta/models/g:streamGenerateContent"])
    func otherStreamsSayTheirUsageUnasked(path: String) throws {
        let chain = try chain("[limit: { tokens_per_day: 10 }, filter_request, filter_response, forward]")
        var exchange = try Self.exchange(MemoryLimitStore(), path: path, body: #"{"stream":true}"#)
        #expect(chain.admit(&exchange) == nil && chain.receive(&exchange) == nil)
        #expect(exchange.bodyText == #"{"stream":true}"#)
    }

    private static func event(_ choices: String, _ usage: String) -> String {
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":\(choices),\"usage\":\(usage)}\n\n"
    }

    private static let text = event(#"[{"index":0,"delta":{"content":"hi"},"finish_reason":null}]"#, "null")
    private static let usage = event("[]", #"{"prompt_tokens":7,"completion_tokens":5,"total_tokens":12}"#)

    @Test(arguments: [(#"{"stream":true}"#, false), (#"{"stream":true,\#(asked)}"#, true)])
    func theUsageIsCountedAndShownToWhoAskedForIt(body: String, isShown: Bool) throws {
        let chain = try chain("[limit: { tokens_per_day: 10 }, filter_request, filter_response, forward]")
        let stream = Self.text + Self.text + Self.usage + "data: [DONE]\n\n"
        for size in [1, 7, stream.utf8.count] {
            var exchange = try Self.exchange(MemoryLimitStore(), body: body)
            #expect(chain.admit(&exchange) == nil && chain.receive(&exchange) == nil)
            var relay = ResponseRelay(chain: chain, exchange: exchange)
            var head = ResponseHead(status: 200)
            head.fields.append(.contentType, "text/event-stream")
            relay.open(head, contentLength: nil)
            let bytes = Array(stream.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                relay.push(Array(bytes[start..<min(start + size, bytes.count)]).span)
            }
            relay.finish()
            let expected = isShown ? stream : stream.replacing(Self.usage, with: "")
            #expect(String(decoding: relay.output, as: UTF8.self) == expected)
            #expect(relay.exchange.usage.total == 12)
        }
    }

    @Test(arguments: [
        ("/v1/chat/completions", #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}"#, 7),
        ("/v1/completions", #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}"#, 7),
        ("/v1/responses", #"{"id":"r","usage":{"input_tokens":3,"output_tokens":4}}"#, 7),
        ("/v1/messages", #"{"type":"message","usage":{"input_tokens":3,"output_tokens":4}}"#, 7),
        (
            "/v1beta/models/g:generateContent",
            #"{"candidates":[],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4}}"#, 7
        ),
        ("/api/chat", #"{"message":{"content":""},"done":true,"prompt_eval_count":3,"eval_count":4}"#, 7),
        ("/v1/embeddings", #"{"data":[],"usage":{"prompt_tokens":3,"total_tokens":3}}"#, 3),
        ("/v1/chat/completions", #"{"choices":[{"message":{"content":"12345678"}}]}"#, 2),
    ])
    func anAnswerInOnePieceTellsItsUsage(path: String, answer: String, tokens: Int) throws {
        let chain = try chain("[limit: { tokens_per_day: 10 }, filter_request, filter_response, forward]")
        var exchange = try Self.exchange(MemoryLimitStore(), path: path)
        #expect(chain.admit(&exchange) == nil && chain.receive(&exchange) == nil)
        var relay = ResponseRelay(chain: chain, exchange: exchange)
        var head = ResponseHead(status: 200)
        head.fields.append(.contentType, "application/json")
        relay.open(head, contentLength: nil)
        relay.push(Array(answer.utf8).span)
        relay.finish()
        #expect(relay.exchange.usage.total == tokens)
        #expect(String(decoding: relay.output, as: UTF8.self) == answer)
    }
}
