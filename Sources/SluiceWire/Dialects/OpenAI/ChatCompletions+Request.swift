extension ChatCompletions {
    /// The texts of a request.
    ///
    /// What has no target of its own (`stop`, `metadata`, `prediction`) is `request.other`: every rule looks at it.
    static let requestEntries: [PathEntry] =
        messageEntries + partEntries + toolCallEntries + definitionEntries + parameterEntries
        + Completions.unreadablePrompts

    private static let role = "messages[].role"

    private static let messageEntries: [PathEntry] =
        .texts(below: "messages[].", "content", "name", role: role)
        + .texts(
            below: "messages[].", "refusal", "reasoning", "reasoning_content", "reasoning_details[].text",
            "reasoning_details[].summary", target: .requestAssistant)
        + PathEntry.text("messages[].reasoning_details[].text", .requestAssistant).signed
        .when("messages[].reasoning_details[].format", is: signedFormat)
        + .opaque(
            below: "messages[].", "tool_call_id", "audio.id", "prefix", "reasoning_details[].type",
            "reasoning_details[].data", "reasoning_details[].signature", "reasoning_details[].id",
            "reasoning_details[].format", "reasoning_details[].index", "cache_control.type",
            "cache_control.ttl")

    private static let partEntries: [PathEntry] =
        [
            .text("messages[].content[].refusal", role: role).part,
            .text("messages[].content[].file.filename", role: role),
            .file("messages[].content[].input_audio.data", role: role),
            .text("messages[].content[].text", role: role).part,
            .text("messages[].content[].thinking", .requestAssistant),
            .text("messages[].content[].thinking[].text", .requestAssistant).part,
            .file("messages[].content[].file.file_data", role: role),
            .url("messages[].content[].image_url", role: role),
            .url("messages[].content[].image_url.url", role: role),
            .url("messages[].content[].video_url.url", role: role),
        ]
        + .opaque(
            below: "messages[].content[].", "type", "image_url.detail",
            "input_audio.format",
            "file.file_id", "thinking[].type", "cache_control.type", "cache_control.ttl")

    private static let toolCallEntries: [PathEntry] =
        ["messages[].tool_calls[].function.arguments", "messages[].function_call.arguments"].map {
            .text($0, .requestToolArguments, encoding: .json)
        }
        + .texts(
            below: "messages[].", "tool_calls[].function.name", "tool_calls[].custom.name",
            "tool_calls[].custom.input", "function_call.name", target: .requestToolArguments)
        + .opaque(below: "messages[].tool_calls[].", "id", "type", "index")

    private static let definitionEntries: [PathEntry] = [
        .subtree("tools", .requestTools),
        .opaque("tools[].type"),
        .subtree("functions", .requestTools),
        .subtree("tool_choice", .requestTools),
        .opaque("tool_choice.type"),
        .subtree("function_call", .requestTools),
        .subtree("response_format", .requestTools),
        .value(.responseFormat, "response_format.type"),
    ]

    private static let parameterEntries: [PathEntry] =
        [
            .value(.stream, "stream"),
            .value(.includeUsage, "stream_options.include_usage"),
            .subtree("prediction", .requestOther),
            .text("prediction.content[].text", .requestOther).part,
            .opaque("prediction.type"),
            .subtree("stop", .requestOther),
            .subtree("metadata", .requestOther),
            .subtree("web_search_options", .requestOther),
            .opaqueSubtree("logit_bias"),
        ]
        + .texts("user", "safety_identifier", "prompt_cache_key", target: .requestOther)
        + .opaque(
            "model", "n", "temperature", "top_p", "top_k", "min_p", "max_tokens", "max_completion_tokens",
            "presence_penalty", "frequency_penalty", "repetition_penalty", "logprobs", "top_logprobs", "seed",
            "store", "service_tier", "reasoning_effort", "verbosity", "parallel_tool_calls", "modalities[]",
            "audio.voice", "audio.format", "prompt_cache_retention", "stream_options.include_obfuscation",
            "moderation.model", "thinking.type", "enable_thinking", "safe_prompt")
}
