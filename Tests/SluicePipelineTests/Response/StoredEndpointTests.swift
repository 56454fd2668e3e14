import SluicePipeline
import SluiceRules
import SluiceWire
import Testing

/// What providers keep and list, and the endpoints beside the great APIs: what is read of requests and answers.
struct StoredEndpointTests {
    private func run(
        _ path: String, _ body: String = "", _ answer: String = "{}", method: String = "POST",
        type: String = "application/json"
    ) throws -> AnswerRun {
        let exchange = try TestRules.exchange(path: path, method: method, body: body)
        return AnswerRun(exchange, contentType: type, pieces: [Array(answer.utf8)])
    }

    @Test(arguments: [
        ("/v1/conversations", #"{"items":[{"type":"message","role":"user","content":"TEXT"}]}"#),
        (
            "/v1/conversations/c/items",
            #"{"items":[{"role":"user","content":[{"type":"input_text","text":"TEXT"}]}]}"#
        ),
        ("/v1/conversations/c", #"{"metadata":{"topic":"TEXT"}}"#),
        ("/v1/vector_stores/v/search", #"{"query":"TEXT"}"#),
        (
            "/v1/vector_stores/v/search",
            #"{"query":["a","TEXT"],"filters":{"type":"eq","key":"k","value":"b"}}"#
        ),
        ("/v1/vector_stores", #"{"name":"TEXT"}"#),
        ("/v1/chat/completions/c", #"{"metadata":{"a":"TEXT"}}"#),
        ("/v2/rerank", #"{"query":"TEXT","documents":["a"]}"#),
        ("/v2/rerank", #"{"query":"a","documents":["b",{"text":"TEXT"}]}"#),
        (
            "/v1beta/cachedContents",
            #"{"model":"models/g","contents":[{"role":"user","parts":[{"text":"TEXT"}]}],"ttl":"60s"}"#
        ),
        ("/v1beta/cachedContents", #"{"displayName":"TEXT"}"#),
        (
            "/v1/projects/p/locations/l/publishers/google/models/e:predict",
            #"{"instances":[{"content":"TEXT","task_type":"RETRIEVAL_QUERY"}]}"#
        ),
        (
            "/v1/projects/p/locations/l/publishers/anthropic/models/c:rawPredict",
            #"{"anthropic_version":"vertex-2023-10-16","messages":[{"role":"user","content":"TEXT"}]}"#
        ),
        (
            "/v1/projects/p/locations/l/publishers/mistralai/models/m:rawPredict",
            #"{"messages":[{"role":"user","content":"TEXT"}]}"#
        ),
        ("/api/embed", #"{"model":"m","input":"TEXT"}"#), ("/api/embed", #"{"input":["a","TEXT"]}"#),
        ("/api/embeddings", #"{"model":"m","prompt":"TEXT"}"#),
        ("/api/show", #"{"model":"m","template":"TEXT"}"#),
        ("/v1/complete", #"{"model":"m","prompt":"\n\nHuman: TEXT\n\nAssistant:"}"#),
        ("/v1/v1/chat/completions", #"{"messages":[{"role":"user","content":"TEXT"}]}"#),
        ("/messages", #"{"messages":[{"role":"user","content":"TEXT"}]}"#),
    ])
    func everyRequestIsRead(path: String, body: String) throws {
        #expect(try run(path, body.replacing("TEXT", with: "a forbidden step")).status == 400)
        let clean = try run(path, body.replacing("TEXT", with: "a forbidden plan"))
        #expect(clean.status == 200)
        #expect(clean.receipt.unknown(.request) == 0)
    }

    @Test(arguments: [
        ("/v1/completions", #"{"prompt":"hello","prompt_token_ids":[1,2]}"#),
        ("/v1/completions", #"{"prompt_embeds":"gASV"}"#), ("/v1/chat/completions", #"{"input_ids":[1]}"#),
        ("/api/embed", #"{"input":[[1,2]]}"#), ("/v1/embeddings", #"{"input":[1,2]}"#),
        ("/v1/conversations/c/items", #"{"items":[{"type":"item_reference","id":"i"}]}"#),
    ])
    func whatCannotBeReadIsNoticed(path: String, body: String) throws {
        var options = FilterRequest.Options()
        options.serverState = .refuse
        var exchange = try TestRules.exchange(path: path, body: body)
        let answer = Chain(stages: [FilterRequest(options: options)]).receive(&exchange)
        let text = String(decoding: try #require(answer).body, as: UTF8.self)
        let isStored = body.contains("item_reference")
        #expect(text.contains(isStored ? "stored_text_refused" : "token_prompt_refused"))
        #expect(text.contains(isStored ? "`server_state: pass`" : "`token_prompts: pass`"))
    }

    @Test(arguments: [
        (
            "GET", "/v1/models",
            #"{"object":"list","data":[{"id":"gpt","object":"model","created":1,"owned_by":"o","description":"TEXT"}]}"#
        ),
        (
            "GET", "/v1/models/m",
            #"{"id":"m","type":"model","display_name":"TEXT","created_at":"2026-01-01"}"#
        ),
        (
            "GET", "/v1beta/models",
            #"{"models":[{"name":"models/g","displayName":"G","description":"TEXT","temperature":1}]}"#
        ),
        ("GET", "/api/tags", #"{"models":[{"name":"m","details":{"family":"f"},"remark":"TEXT"}]}"#),
        ("POST", "/api/show", #"{"license":"TEXT","details":{"format":"gguf"},"capabilities":["tools"]}"#),
        (
            "GET", "/dashboard/billing/subscription",
            #"{"object":"s","plan":{"title":"TEXT"},"hard_limit_usd":1}"#
        ),
        (
            "GET", "/v1/conversations/c/items",
            #"{"object":"list","data":[{"id":"i","type":"message","role":"user","content":[{"type":"input_text","text":"TEXT"}]}]}"#
        ),
        (
            "GET", "/v1/conversations/c/items/i",
            #"{"id":"i","type":"message","role":"assistant","content":[{"type":"output_text","text":"TEXT"}]}"#
        ),
        (
            "POST", "/v1/vector_stores/v/search",
            #"{"object":"p","search_query":["a"],"data":[{"file_id":"f","filename":"n","score":1,"content":[{"type":"text","text":"TEXT"}]}]}"#
        ),
        (
            "GET", "/v1/chat/completions",
            #"{"object":"list","data":[{"id":"c","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"TEXT"},"finish_reason":"stop"}]}]}"#
        ),
        (
            "GET", "/v1/chat/completions/c/messages",
            #"{"object":"list","data":[{"id":"m","role":"user","content":"TEXT"}]}"#
        ),
        ("POST", "/v2/rerank", #"{"results":[{"index":0,"relevance_score":1,"document":{"text":"TEXT"}}]}"#),
        ("GET", "/v1beta/cachedContents", #"{"cachedContents":[{"name":"n","displayName":"TEXT"}]}"#),
        ("GET", "/v1beta/files/f", #"{"name":"files/f","displayName":"TEXT","uri":"https://g/f"}"#),
        (
            "POST", "/v1/complete",
            #"{"type":"completion","completion":"TEXT","stop_reason":"max_tokens","model":"m"}"#
        ),
    ])
    func everyAnswerIsRead(method: String, path: String, answer: String) throws {
        let run = try run(path, "", answer.replacing("TEXT", with: "of project nightjar"), method: method)
        #expect(run.text == answer.replacing("TEXT", with: "of [name]"))
        #expect(run.receipt.unknown(.response) == 0)
        let clean = try self.run(path, "", answer, method: method)
        #expect(clean.text == answer)
    }

    private static func completions(_ texts: [String], _ last: String = #""stop_sequence""#) -> String {
        (texts.map { ($0, "null") } + [("", last)]).map { text, reason in
            """
            event: completion
            data: {"type":"completion","id":"c1","completion":"\(text)","stop_reason":\(reason),"model":"m"}


            """
        }.joined()
    }

    @Test func aStreamOfTheOldestAPIIsOneText() throws {
        let stream = Self.completions([" so project", " nigh", "tjar it is"])
        let run = try run("/v1/complete", #"{"prompt":"a","stream":true}"#, stream, type: "text/event-stream")
        #expect(run.text == Self.completions([" so [name]", "", " it is"]))
    }

    @Test func aStreamOfTheOldestAPIEndsWithRefusal() throws {
        let stream = Self.completions([" Well.", " The forbid", "den step is"])
        let run = try run("/v1/complete", #"{"prompt":"a","stream":true}"#, stream, type: "text/event-stream")
        let end =
            #"{"type":"completion","id":"c1","completion":"This answer was withheld.","stop_reason":"refusal","model":"m","stop":null}"#
        #expect(run.text.hasPrefix(String(Self.completions([" Well."]).split(separator: "\n\n")[0])))
        #expect(run.text.hasSuffix("event: completion\ndata: \(end)\n\n"))
        #expect(!run.text.contains("forbid"))
        #expect(run.state == .complete)
    }
}
