import SluiceWire
import Testing

/// Which path speaks which dialect.
struct DialectRegistryTests {
    @Test(arguments: [
        ("/v1/chat/completions", "openai.chat"), ("/chat/completions", "openai.chat"),
        ("/v1/v1/chat/completions", "openai.chat"), ("/api/v1/chat/completions/", "openai.chat"),
        ("/openai/deployments/gpt/chat/completions?api-version=1", "openai.chat"),
        ("/v1/completions", "openai.completions"), ("/v1/engines/x/completions", "openai.completions"),
        ("/v1/messages", "anthropic.messages"), ("/v1/messages?beta=true", "anthropic.messages"),
        ("/v1/messages/count_tokens", "anthropic.messages"),
        ("/v1/messages/batches", "anthropic.batches"),
        ("/v1/messages/batches/b/results", "anthropic.batches"),
        ("/v1/embeddings", "openai.embeddings"), ("/v1/moderations", "openai.moderations"),
        ("/v1/images/edits", "openai.images"), ("/v1/audio/speech", "openai.speech"),
        ("/v1/audio/translations", "openai.transcription"), ("/v1/files", "openai.files"),
        ("/v1/files/f/content", "openai.files"), ("/v1/batches", "openai.batches"), ("/api/chat", "ollama"),
        ("/api/generate", "ollama"), ("/v1/threads/t/messages", "generic"),
        ("/v1/responses", "openai.responses"), ("/responses", "openai.responses"),
        ("/openai/v1/responses?api-version=preview", "openai.responses"),
        ("/v1/responses/resp_1?stream=true", "openai.responses"),
        ("/v1/responses/resp_1/input_items", "openai.responses"),
        ("/v1/responses/resp_1/other/x", "generic"),
        ("/v1beta/models/gemini-3:generateContent", "google.gemini"),
        ("/v1/models/gemini-3:streamGenerateContent?alt=sse", "google.gemini"),
        ("/v1alpha/models/gemini-3:countTokens", "google.gemini"),
        ("/v1/projects/p/locations/l/publishers/google/models/g:streamGenerateContent", "google.gemini"),
        ("/v1beta/models/e:embedContent", "google.gemini"),
        ("/v1beta/models/e:batchEmbedContents", "google.gemini"),
        ("/v1beta/models/:generateContent", "models"),
        ("/v1/models", "models"), ("/models", "models"), ("/v1/v1/models", "models"),
        ("/v1beta/models/gemini-3", "models"), ("/v1/models/org/model", "models"),
        ("/v1/v1/messages", "anthropic.messages"), ("/messages", "anthropic.messages"),
        ("/messages/count_tokens", "anthropic.messages"), ("/messages/batches", "anthropic.batches"),
        (
            "/v1/projects/p/locations/l/publishers/anthropic/models/c:streamRawPredict",
            "anthropic.messages"
        ),
        ("/v1/projects/p/locations/l/publishers/mistralai/models/m:rawPredict", "openai.chat"),
        ("/v1/projects/p/locations/l/publishers/google/models/e:predict", "google.predict"),
        ("/v1/complete", "anthropic.completions"), ("/v1/v1/responses", "openai.responses"),
        ("/v1/responses/compact", "openai.responses"), ("/v1/conversations", "openai.conversations"),
        ("/v1/conversations/c/items/i", "openai.conversations"),
        ("/v1/vector_stores/v/files", "openai.vector_stores"), ("/files", "openai.files"),
        ("/v1/vector_stores/v/search", "openai.vector_stores"), ("/v1beta/files/f", "google.files"),
        ("/v1beta/cachedContents/c", "google.cached_contents"),
        ("/v1/chat/completions/c", "openai.stored_completions"), ("/api/tags", "ollama.models"),
        ("/api/embed", "ollama.embeddings"), ("/dashboard/billing/usage", "account"),
        ("/v1/dashboard/billing/subscription", "account"), ("/v2/rerank", "rerank"),
        ("/upload/v1beta/files", "generic"), ("/v1/realtime/calls/c/accept", "generic"),
        ("/", "generic"), ("", "generic"), ("?/chat/completions", "generic"),
        ("/v1/chat/Completions", "generic"), ("/v1/%63hat/completions", "openai.completions"),
    ])
    func aPathHasItsDialect(path: String, name: String) {
        #expect(DialectRegistry.dialect(forPath: path).name == name)
    }

    @Test(arguments: ["openai.chat", "openai.completions", "anthropic.messages", "generic"])
    func onlyTheExactTerminatorTerminates(name: String) throws {
        let paths = ["/v1/chat/completions", "/v1/completions", "/v1/messages", "/"]
        let dialect = try #require(
            paths.map(DialectRegistry.dialect).first { $0.name == name })
        let cases = ["[DONE]", "[DONE] and more", "[DONE", "", "{}", " [DONE]"]
        let verdicts = cases.map { data in
            let bytes = [UInt8](data.utf8)
            return dialect.isTerminator(bytes.span)
        }
        #expect(verdicts == [true, false, false, false, false, false])
    }
}
