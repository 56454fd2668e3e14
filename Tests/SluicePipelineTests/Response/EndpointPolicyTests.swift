import SluicePipeline
import SluiceRules
import Testing

/// What becomes of a request by its method and its path alone, with no option set.
struct EndpointPolicyTests {
    private func answer(
        _ method: String, _ path: String, options: FilterRequest.Options = FilterRequest.Options(),
        upgrade: String? = nil
    ) throws -> Answer? {
        var exchange = try TestRules.exchange(path: path, method: method)
        if let upgrade {
            var received = exchange.received
            received.fields.append(.upgrade, upgrade)
            exchange = Exchange(
                id: "EVENT1", policy: exchange.policy, received: received, bodyLimitBytes: 1 << 20)
        }
        return Chain(stages: [FilterRequest(options: options)]).admit(&exchange)
    }

    private func text(_ answer: Answer?) -> String {
        String(decoding: answer?.body ?? [], as: UTF8.self)
    }

    @Test(arguments: [
        // OpenAI: chat, legacy completions, responses and what they keep.
        ("POST", "/v1/chat/completions"), ("GET", "/v1/chat/completions"),
        ("DELETE", "/v1/chat/completions/c"),
        ("GET", "/v1/chat/completions/c/messages"), ("POST", "/chat/completions"),
        ("POST", "/v1/v1/chat/completions"), ("POST", "/v1/completions"), ("POST", "/v1/responses"),
        ("GET", "/v1/responses/r?stream=true"), ("DELETE", "/v1/responses/r"),
        ("GET", "/v1/responses/r/input_items"), ("POST", "/v1/responses/r/cancel"),
        ("POST", "/v1/responses/compact"), ("POST", "/v1/responses/input_tokens"),
        ("POST", "/v1/conversations"), ("GET", "/v1/conversations/c"), ("POST", "/v1/conversations/c"),
        ("DELETE", "/v1/conversations/c"), ("GET", "/v1/conversations/c/items"),
        ("POST", "/v1/conversations/c/items"), ("DELETE", "/v1/conversations/c/items/i"),
        ("POST", "/v1/vector_stores/v/search"), ("GET", "/v1/vector_stores/v/files/f/content"),
        // OpenAI: audio, embeddings, images, moderations, files.
        ("POST", "/v1/audio/transcriptions"), ("POST", "/v1/audio/translations"),
        ("POST", "/v1/audio/speech"),
        ("POST", "/v1/embeddings"), ("POST", "/v1/images/generations"), ("POST", "/v1/images/edits"),
        ("POST", "/v1/images/variations"), ("POST", "/v1/moderations"), ("GET", "/v1/files"),
        ("POST", "/v1/files"), ("GET", "/v1/files/f/content"), ("DELETE", "/v1/files/f"),
        ("POST", "/v1/batches"), ("GET", "/v1/batches/b"), ("POST", "/v1/batches/b/cancel"),
        // What clients ask before they talk.
        ("GET", "/v1/models"), ("GET", "/models"), ("GET", "/v1/v1/models"), ("GET", "/v1/models/gpt"),
        ("HEAD", "/v1/models"), ("GET", "/v1/models/org/model"), ("GET", "/v1beta/models"),
        ("GET", "/v1beta/models/gemini"), ("GET", "/dashboard/billing/usage"),
        ("GET", "/v1/dashboard/billing/subscription"), ("OPTIONS", "/v1/chat/completions"),
        // Anthropic.
        ("POST", "/v1/messages"), ("POST", "/v1/messages?beta=true"), ("POST", "/messages"),
        ("POST", "/v1/messages/count_tokens"), ("POST", "/v1/messages/batches"),
        ("GET", "/v1/messages/batches"), ("GET", "/v1/messages/batches/b/results"),
        ("DELETE", "/v1/messages/batches/b"), ("POST", "/v1/complete"),
        // Gemini and Vertex.
        ("POST", "/v1beta/models/g:generateContent"), ("POST", "/v1/models/g:streamGenerateContent?alt=sse"),
        ("POST", "/v1beta/models/g:countTokens"), ("POST", "/v1beta/models/g:embedContent"),
        ("POST", "/v1beta/models/g:batchEmbedContents"), ("POST", "/v1beta/cachedContents"),
        ("PATCH", "/v1beta/cachedContents/c"), ("GET", "/v1beta/files/f"),
        ("POST", "/v1/projects/p/locations/l/publishers/google/models/g:streamGenerateContent"),
        ("POST", "/v1/projects/p/locations/l/publishers/anthropic/models/c:rawPredict"),
        // Azure, relays.
        ("POST", "/openai/deployments/d/chat/completions?api-version=1"), ("POST", "/openai/v1/responses"),
        ("POST", "/api/v1/chat/completions"), ("POST", "/beta/completions"), ("POST", "/v2/rerank"),
        // Ollama.
        ("POST", "/api/chat"), ("POST", "/api/generate"), ("POST", "/api/embed"), ("POST", "/api/embeddings"),
        ("GET", "/api/tags"), ("GET", "/api/ps"), ("GET", "/api/version"), ("POST", "/api/show"),
        ("HEAD", "/"), ("GET", "/"),
    ])
    func whatIsDescribedGoesOn(method: String, path: String) throws {
        let answer = try answer(method, path)
        #expect(answer == nil, "\(text(answer))")
    }

    @Test(arguments: [
        ("PUT", "/v1/chat/completions", "POST, GET"), ("DELETE", "/v1/responses", "POST"),
        ("GET", "/v1/responses", "POST"), ("POST", "/v1/responses/r", "GET, DELETE"),
        ("GET", "/v1/messages", "POST"), ("POST", "/v1/models", "GET"),
        ("POST", "/v1beta/models/g:batchGenerateContent", "GET, DELETE"),
        ("PATCH", "/v1/embeddings", "POST"),
        ("POST", "/dashboard/billing/usage", "GET"), ("PUT", "/v1/files/f", "GET, DELETE"),
        ("POST", "/", "GET"), ("TRACE", "/v1/models/m", "GET, DELETE"), ("post", "/v1/messages", "POST"),
    ])
    func anotherMethodIsRefusedAndTheOnesThatGoAreTold(method: String, path: String, allowed: String) throws {
        let answer = try #require(try answer(method, path))
        #expect(answer.head.status == 405)
        #expect(answer.head.fields["allow"] == allowed)
        #expect(answer.head.fields[.xShouldRetry] == "false")
        #expect(text(answer).contains("method_not_allowed"))
        #expect(text(answer).contains("`unknown_endpoint: inspect`"))
        var options = FilterRequest.Options()
        options.unknownEndpoint = .inspect
        #expect(try self.answer(method, path, options: options) == nil)
    }

    @Test(arguments: [
        ("GET", "/v1/realtime?model=m"), ("POST", "/v1/realtime/client_secrets"),
        ("POST", "/v1/realtime/sessions"), ("POST", "/v1/realtime/calls"),
        ("POST", "/v1/realtime/calls/c/accept"), ("GET", "/openai/realtime?deployment=d"),
        ("POST", "/openai/v1/realtime/client_secrets"), ("POST", "/v1alpha/auth_tokens"),
        ("GET", "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"),
    ])
    func aRealtimeSessionIsRefusedByName(method: String, path: String) throws {
        let answer = try #require(try answer(method, path))
        #expect(answer.head.status == 403)
        #expect(text(answer).contains("realtime_refused"))
        #expect(text(answer).contains("`realtime: pass`"))
        var options = FilterRequest.Options()
        options.unknownEndpoint = .pass
        #expect(try self.answer(method, path, options: options)?.head.status == 403)
        options = FilterRequest.Options()
        options.realtime = .pass
        #expect(try self.answer(method, path, options: options) == nil)
    }

    @Test(arguments: [
        ("/v1/responses", "websocket", true), ("/v1/models", "h2c, WebSocket", true),
        ("/v1/models", "h2c", false), ("/v1/models", "TLS/1.0", false),
    ])
    func aWebSocketIsRefusedWhereverItIsAskedFor(path: String, upgrade: String, isRefused: Bool) throws {
        let answer = try answer("GET", path, upgrade: upgrade)
        #expect((answer?.head.status == 403) == isRefused)
        #expect(text(answer).contains("realtime_refused") == isRefused)
    }

    @Test(arguments: [
        ("POST", "/v1/threads", "/v1/responses"), ("POST", "/v1/threads/t/messages", "/v1/responses"),
        ("POST", "/v1/threads/t/runs/r/submit_tool_outputs", "/v1/responses"),
        ("GET", "/v1/assistants/a", "/v1/responses"), ("POST", "/v1/uploads", "/v1/files"),
        ("POST", "/v1/uploads/u/parts", "/v1/files"), ("POST", "/upload/v1beta/files", "inline"),
        ("POST", "/model/anthropic.claude/invoke", "Bedrock"),
        ("POST", "/model/m/converse-stream", "Bedrock"),
    ])
    func whatIsNotReadIsRefusedByNameWithAWayOut(method: String, path: String, hint: String) throws {
        let answer = try #require(try answer(method, path))
        #expect(answer.head.status == 403)
        #expect(text(answer).contains("endpoint_refused"))
        #expect(text(answer).contains(hint))
        #expect(text(answer).contains("`unknown_endpoint: inspect`"))
    }

    @Test(arguments: [
        ("POST", "/v1/unheard-of"), ("GET", "/v1/unheard-of"), ("POST", "/api/create"),
        ("DELETE", "/api/delete"),
        ("POST", "/v2/chat"), ("POST", "/api/v1/services/aigc/text-generation/generation"),
        ("POST", "/v1/responses/r/other/x"), ("POST", "/v1/chat/Completions"), ("POST", "/v1/interactions"),
        ("POST", "/v1/fine_tuning/jobs"),
    ])
    func whatNobodyKnowsIsRefused(method: String, path: String) throws {
        let answer = try #require(try answer(method, path))
        #expect(answer.head.status == 404)
        #expect(text(answer).contains("unknown_endpoint"))
        #expect(text(answer).contains("`unknown_endpoint: inspect`"))
        #expect(answer.head.fields[.xShouldRetry] == "false")
    }

    @Test(arguments: [
        ("/v1/unheard-of", #"{"error":{"message":"#), ("/api/create", #"{"error":"This filter"#),
        ("/v1beta/unheard-of", #"{"error":{"code":404,"#),
        ("/v1/publishers/google/x", #"{"error":{"code":404,"#),
        ("/v1/messages", #"{"type":"error","error":{"type":"#),
        ("/v1/messages/batches/b", #"{"type":"error","error":{"type":"#),
        ("/v1/complete", #"{"type":"error","error":{"type":"#),
        ("/v1beta/cachedContents", #"{"error":{"code":405,"#), ("/api/tags", #"{"error":"This endpoint"#),
    ])
    func theRefusalHasTheShapeOfTheAPI(path: String, beginning: String) throws {
        let body = text(try answer("PUT", path))
        #expect(body.hasPrefix(beginning), "\(body)")
    }
}
