import SluicePipeline
import SluiceRules
import Testing

/// Requests that say more than can be read.
struct RequestPolicyTests {
    private func status(_ path: String, _ body: String, _ options: FilterRequest.Options) throws -> Int {
        var exchange = try TestRules.exchange(path: path, body: body)
        let chain = Chain(stages: [FilterRequest(options: options)])
        return (chain.admit(&exchange) ?? chain.receive(&exchange))?.head.status ?? 200
    }

    private static let stored = [
        ("/v1/responses", #"{"input":"a","previous_response_id":"resp_1"}"#),
        ("/v1/responses", #"{"input":"a","conversation":"conv_1"}"#),
        ("/v1/responses", #"{"input":"a","conversation":{"id":"conv_1"}}"#),
        ("/v1/responses", #"{"input":[{"type":"item_reference","id":"msg_1"}]}"#),
        ("/v1/responses", #"{"prompt":{"id":"pmpt_1","variables":{"a":"b"}}}"#),
        ("/v1beta/models/m:generateContent", #"{"contents":[],"cachedContent":"cachedContents/1"}"#),
    ]

    @Test(arguments: stored)
    func storedTextPassesUnlessTheRouteRefusesIt(path: String, body: String) throws {
        var options = FilterRequest.Options()
        #expect(try status(path, body, options) == 200)
        options.serverState = .refuse
        #expect(try status(path, body, options) == 400)
        let plain = #"{"input":"a","previous_response_id":null,"conversation":null}"#
        #expect(try status(path, plain, options) == 200)
    }

    @Test(arguments: [
        ("/v1/completions", #"{"prompt":[1,2]}"#), ("/v1/completions", #"{"prompt":[[1],[2]]}"#),
        ("/v1/embeddings", #"{"input":[1]}"#), ("/api/generate", #"{"prompt":"a","context":[1]}"#),
    ])
    func tokenNumbersAreRefusedUnlessTheRoutePassesThem(path: String, body: String) throws {
        var options = FilterRequest.Options()
        #expect(try status(path, body, options) == 400)
        options.tokenPrompts = .pass
        #expect(try status(path, body, options) == 200)
    }

    @Test func anUnknownEndpointIsRefusedReadOrPassed() throws {
        var options = FilterRequest.Options()
        let clean = #"{"query":"fine"}"#
        let bad = #"{"query":"a forbidden step"}"#
        #expect(try status("/v2/classify", clean, options) == 404)
        #expect(try status("/v2/classify", "", options) == 404)
        #expect(try status("/v1/chat/completions", #"{"messages":[]}"#, options) == 200)
        options.unknownEndpoint = .inspect
        #expect(try status("/v2/classify", clean, options) == 200)
        #expect(try status("/v2/classify", bad, options) == 400)
        options.unknownEndpoint = .pass
        #expect(try status("/v2/classify", bad, options) == 200)
        #expect(
            try status(
                "/v1/chat/completions", #"{"messages":[{"role":"user","content":"a forbidden step"}]}"#,
                options) == 400)
    }
}
