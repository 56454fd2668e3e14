extension DialectRegistry {
    /// Where models are talked to: nearly every request is one of these.
    static let conversations: [EndpointLine] = [
        .init("POST", "openai/deployments/*/chat/completions", by: ChatCompletions(isAzure: true)),
        .init(
            "POST", "chat/completions", "agents/completions", "publishers/mistralai/models/*:rawPredict",
            "publishers/mistralai/models/*:streamRawPredict", by: ChatCompletions()),
        .init(
            "POST", "v1/messages", "v1/messages/count_tokens", "publishers/anthropic/models/*:rawPredict",
            "publishers/anthropic/models/*:streamRawPredict", by: AnthropicMessages()),
        .init(
            "POST", "responses", "responses/compact", "responses/input_tokens", "responses/*/cancel",
            "responses/*/compact", by: responses),
        .init("GET", "responses/*/input_items", by: responses),
        .init("GET DELETE", "responses/*", by: responses),
        .init("POST", "*:streamGenerateContent", by: Gemini(streamsArray: true)),
        .init(
            "POST", "*:generateContent", "*:countTokens", "*:embedContent", "*:batchEmbedContents",
            by: Gemini()),
        .init("POST", "completions", by: Completions()),
        .init("POST", "api/chat", by: Ollama(.chat)),
        .init("POST", "api/generate", by: Ollama(.generate)),
        .init("POST", "v1/complete", by: AnthropicCompletions()),
    ]

    /// What goes with a conversation: embeddings, media, lists of models.
    static let beside: [EndpointLine] = [
        .init("POST", "api/embed", "api/embeddings", by: PlainDialect.ollamaEmbeddings),
        .init("GET", "api/tags", "api/version", "api/ps", by: PlainDialect.ollamaModels),
        .init("POST", "api/show", by: PlainDialect.ollamaModels),
        .init("POST", "*:predict", by: PlainDialect.predictions),
        .init("GET", "models", "models/*/*", by: PlainDialect.models),
        .init("GET DELETE", "models/*", by: PlainDialect.models),
        .init("POST", "embeddings", by: PlainDialect.embeddings),
        .init("POST", "rerank", by: PlainDialect.rerank),
        .init("POST", "moderations", by: PlainDialect.moderations),
        .init("POST", "images/generations", "images/edits", "images/variations", by: PlainDialect.images),
        .init("POST", "audio/speech", by: PlainDialect.speech),
        .init("POST", "audio/transcriptions", "audio/translations", by: PlainDialect.transcription),
        .init("GET", "dashboard/billing/*", "user/balance", by: PlainDialect.account),
        .init("GET", "/", by: GenericDialect()),
    ]

    /// What the provider keeps, and what is refused by name.
    ///
    /// A line that is refused stands above those that end alike (`threads/*/messages`, `messages`).
    static let stored: [EndpointLine] = [
        .init(
            .realtime, "realtime", "realtime/*", "realtime/*/*", "realtime/*/*/*", "realtimeapi/sessions"),
        .init(.realtime, "ws/*", "auth_tokens", errors: .google),
        .init(
            .named("The assistants API isn't read here; use `/v1/responses`."), "assistants", "assistants/*",
            "threads", "threads/*", "threads/*/*", "threads/*/*/*", "threads/*/runs/*/*"),
        .init(
            .named("An upload in pieces can't be read as one text; send the file whole to `/v1/files`."),
            "uploads", "uploads/*", "uploads/*/*"),
        .init(
            .named("An upload goes to an address of its own, past the filter; send the data inline."),
            "upload/*/files", "upload/*/*/*:uploadToFileSearchStore", errors: .google),
        .init(
            .named("Bedrock's own API isn't read here; use a provider's API that Sluice knows."),
            "model/*/invoke", "model/*/invoke-with-response-stream", "model/*/converse",
            "model/*/converse-stream"),
        .init("GET", "chat/completions", "chat/completions/*/messages", by: PlainDialect.storedCompletions),
        .init("GET POST DELETE", "chat/completions/*", by: PlainDialect.storedCompletions),
        .init("POST", "conversations", by: PlainDialect.conversations),
        .init("GET POST DELETE", "conversations/*", by: PlainDialect.conversations),
        .init("GET POST", "conversations/*/items", by: PlainDialect.conversations),
        .init("GET DELETE", "conversations/*/items/*", by: PlainDialect.conversations),
        .init("GET POST", "vector_stores", "vector_stores/*/files", by: PlainDialect.vectorStores),
        .init(
            "GET POST DELETE", "vector_stores/*", "vector_stores/*/files/*", by: PlainDialect.vectorStores),
        .init(
            "POST", "vector_stores/*/search", "vector_stores/*/file_batches",
            "vector_stores/*/file_batches/*/cancel", by: PlainDialect.vectorStores),
        .init(
            "GET", "vector_stores/*/files/*/content", "vector_stores/*/file_batches/*",
            "vector_stores/*/file_batches/*/files", by: PlainDialect.vectorStores),
        .init("GET POST", "cachedContents", by: PlainDialect.cachedContents),
        .init("GET PATCH DELETE", "cachedContents/*", by: PlainDialect.cachedContents),
        .init("GET", "v1beta/files", by: PlainDialect.googleFiles),
        .init("GET DELETE", "v1beta/files/*", by: PlainDialect.googleFiles),
        .init("GET POST", "messages/batches", by: PlainDialect.messageBatches),
        .init("GET DELETE", "messages/batches/*", by: PlainDialect.messageBatches),
        .init("GET", "messages/batches/*/results", by: PlainDialect.messageBatches),
        .init("POST", "messages/batches/*/cancel", by: PlainDialect.messageBatches),
        .init("POST", "messages", "messages/count_tokens", by: AnthropicMessages()),
        .init("POST", "complete", by: AnthropicCompletions()),
        .init("GET POST", "files", by: PlainDialect.files),
        .init("GET DELETE", "files/*", by: PlainDialect.files),
        .init("GET", "files/*/content", by: PlainDialect.files),
        .init("GET POST", "batches", by: PlainDialect.batches),
        .init("GET", "batches/*", by: PlainDialect.batches),
        .init("POST", "batches/*/cancel", by: PlainDialect.batches),
    ]

    private static let responses = Responses()
}
