/// The strings that let the phrase through, each because its dialect's table declares it so.
///
/// `*` is any run of characters; `{}` is a key and `{}+` a member that nobody knows.
enum CanaryExceptions {
    /// Enumerations, identifiers and what is encrypted or encoded: a provider's own words, not a model's.
    private static let openAI = [
        "* id", "* model", "* object", "* provider", "* service_tier", "* system_fingerprint",
        "* choices[].finish_reason", "* choices[].native_finish_reason",
        "* choices[].message.role", "* choices[].delta.role",
        "* choices[].*.tool_calls[].id", "* choices[].*.tool_calls[].type",
        "* choices[].*.annotations[].type",
        "* choices[].message.reasoning_details[].id", "* choices[].*.reasoning_details[].type",
        "* choices[].*.reasoning_details[].format", "* choices[].*.reasoning_details[].data",
        "* *content_filter_results.*.severity", "* error.innererror.*",
        "* x_groq.id", "error error.type",
    ]

    private static let anthropic = [
        "* id", "* type", "* model", "* role", "* stop_reason", "* request_id",
        "* message.id", "* message.type", "* message.model", "* message.role", "* message.stop_reason",
        "* message.container.id", "* message.container.expires_at",
        "* delta.type", "* delta.stop_reason", "* delta.signature", "* delta.container.id",
        "* delta.container.expires_at",
        "* *content[].id", "* *content[].type", "* *content[].caller.type", "* *content[].caller.tool_id",
        "* content_block.id", "* content_block.type", "* content_block.tool_use_id",
        "* content_block.signature", "* content_block.data", "* content_block.caller.type",
        "* content_block.caller.tool_id", "* content_block.content.type", "* content_block.content[].type",
        "* content_block.content.content.type", "* content_block.content.content.source.type",
        "* content_block.content.content.source.media_type", "* content_block.content.error_code",
        "* content_block.content.encrypted_content", "* content_block.from.model", "* content_block.to.model",
        "error error.type",
    ]

    private static let completionsOfAnthropic = [
        "* id", "* log_id", "* type", "* model", "* stop_reason", "* exception", "* truncated",
    ]

    /// OpenAI Responses: identifiers and enumerations, what is encrypted or encoded, and the models' scores.
    private static let responses = [
        "* id", "* type", "* model", "* object", "* status", "* service_tier", "* truncation",
        "* previous_response_id", "* billing.payer", "* *.content_filter_results.*", "* *reasoning.*",
        "* response.id", "* response.model", "* response.object", "* response.status", "* item_id",
        "* error.type", "* usage*", "* response.usage*", "* *content_filters[].content_filter_offsets*",
        "* include[]", "* moderation.model", "* tools[].require_approval", "* tools[].search_context_size",
        "* response.service_tier", "* response.truncation", "* response.billing.payer",
        "* response.previous_response_id", "* *prompt_cache_retention", "* *text.verbosity",
        "* *text.format.type", "* *tools[].type", "* *tool_choice.type", "* *content_filters[].source_type",
        "* *tool_usage*", "* copilot_usage*", "* partial_image_b64", "* output_format",
        "* size", "* quality", "* background", "* *part.type", "* *annotation*.type",
        "* *output[].outcome.type",
    ]

    /// The same of an output item, wherever it stands.
    private static let responseItems = ["item.", "output[].", "response.output[].", "input[]."].flatMap {
        item in
        [
            "id", "type", "status", "role", "call_id", "phase", "encrypted_content", "execution",
            "output_format", "quality", "size", "background", "result", "content[].type", "summary[].type",
            "action.type", "operation.type", "environment.type", "environment.container_id", "output[].type",
            "container_id", "approval_request_id",
        ].map { "* \(item)\($0)" }
    }

    /// Gemini: enumerations, identifiers, signatures, token counts.
    private static let gemini = [
        "* contents[].role", "* systemInstruction.role", "* *parts[].thoughtSignature",
        "* *mimeType",
        "* *functionCall.id", "* *executableCode.id", "* *codeExecutionResult.id", "* *functionResponse.id",
        "* *executableCode.language", "* *.language",
        "* *codeExecutionResult.outcome", "* *.outcome", "* candidates[].content.role",
        "* candidates[].finishReason", "* *safetyRatings[].*", "* modelVersion", "* responseId",
        "* createTime", "* promptFeedback.blockReason", "* usageMetadata*",
        "* error.status", "* error.details[].@type", "* *urlRetrievalStatus", "* *responseMimeType",
        "* *responseModalities[]", "* *mediaResolution*", "* safetySettings[].*", "* *thinkingLevel",
        "* model", "* *cachedContent", "* *taskType", "* promptTokensDetails[].modality",
        "* *functionCallingConfig.mode",
        "spread candidates[].*", "spread error.*",
    ]

    /// Ollama: identifiers and enumerations.
    private static let ollama = [
        "model", "created_at", "done_reason", "message.role", "message.tool_calls[].id",
        "message.tool_calls[].type",
    ].map { "* \($0)" }

    /// Counts of tokens and money, a closed subtree.
    private static let usage = ["* usage*", "* message.usage*", "* x_groq.usage*"]

    /// Filler that hides a text's length.
    private static let padding = ["* obfuscation"]

    /// Texts that stand for themselves: each is inspected, but two of them are no running text.
    private static let whole = [
        "spread choices[].delta.annotations[]*",
        "spread citations[]", "spread x_groq*", "spread message.content[].name",
        "spread message.content[].input*", "spread item.*", "spread item{}+", "spread part.*",
        "spread part{}+", "spread logprobs[]{}+",
        "spread response.*", "spread response{}+",
    ]

    /// In requests: the model, identifiers, and the switches that say what a part is.
    private static let requests = [
        "request model", "request reasoning_effort", "request output_config.effort", "request *.type",
        "request messages[].tool_call_id", "request messages[].tool_calls[].id",
        "request messages[].content[].id", "request messages[].content[].tool_use_id",
        "request messages[].content[].cache_control.ttl",
    ]

    /// The places, each with its dialect before it, as globs.
    static let all: [String] =
        openAI.flatMap { ["openai.chat \($0)", "openai.completions \($0)"] }
        + anthropic.map { "anthropic.messages \($0)" }
        + completionsOfAnthropic.map { "anthropic.completions \($0)" } + gemini.map { "google.gemini \($0)" }
        + ollama.map { "ollama \($0)" } + [
            "openai.embeddings error error.type", "openai.embeddings request encoding_format",
        ]
        + (responses + responseItems).map { "openai.responses \($0)" }
        + (usage + padding + whole + requests).map { "* \($0)" }
}
