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
        ("/v1beta/models/:generateContent", "generic"),
        ("/v1/models", "generic"), ("/", "generic"), ("", "generic"), ("?/chat/completions", "generic"),
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
