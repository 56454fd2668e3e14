extension Ollama {
    private static let role = "messages[].role"

    /// The texts of a request; the conversation as token numbers (`context`) is reported as such.
    static let requestEntries: [PathEntry] =
        .texts(below: "messages[].", "content", role: role)
        + .texts("prompt", "suffix", target: .requestUser)
        + .texts("system", "template", target: .requestSystem)
        + .texts(
            below: "messages[].", "tool_calls[].function.name", target: .requestToolArguments)
        + [
            .text("messages[].thinking", .requestAssistant),
            .file("images[]", .requestUser), .file("messages[].images[]", role: role),
            .text("messages[].tool_name", .requestToolResults),
            .text("messages[].name", role: role),
            .subtree("messages[].tool_calls[].function.arguments", .requestToolArguments),
            .subtree("tools", .requestTools), .subtree("format", .requestTools),
            .value(.responseFormat, "format"), .text("format", .requestTools),
            .subtree("options.stop", .requestOther), .value(.contextTokens, "context"),
        ]
        + .opaque(
            below: "options.", "num_keep", "seed", "num_predict", "top_k", "top_p", "min_p", "typical_p",
            "repeat_last_n", "temperature", "repeat_penalty", "presence_penalty", "frequency_penalty",
            "mirostat",
            "mirostat_tau", "mirostat_eta", "penalize_newline", "numa", "num_ctx", "num_batch", "num_gpu",
            "main_gpu",
            "use_mmap", "num_thread")
        + .opaque(
            "model", "stream", "raw", "think", "keep_alive", "tools[].type",
            "messages[].tool_calls[].id", "messages[].tool_calls[].type",
            "messages[].tool_calls[].function.index", "messages[].tool_call_id", "logprobs", "top_logprobs",
            "truncate", "shift", "width", "height", "steps")

    /// The texts of an answer, or of one line of it.
    ///
    /// `context` says the whole text again as token numbers: it goes when any of the text was edited.
    static func answerEntries(_ kind: SiteKind) -> [PathEntry] {
        [
            .text("message.content", .responseText, kind, channel: "content"),
            .text("message.thinking", .responseReasoning, kind, channel: "thinking"),
            .text("response", .responseText, kind, channel: "content"),
            .text("thinking", .responseReasoning, kind, channel: "thinking"),
            .value(.toolCall, "message.tool_calls"), .text("message.tool_calls", .responseOther),
            .text("message.tool_calls[].function.name", .responseToolArguments),
            .subtree("message.tool_calls[].function.arguments", .responseToolArguments),
            .subtree("tool_calls", .responseToolArguments), .text("message.tool_name", .responseOther),
            .value(.model, "model"), .value(.finishReason, "done"),
            .value(.inputTokens, "prompt_eval_count"), .value(.outputTokens, "eval_count"),
            .value(.contextTokens, "context"), .droppable("context"),
        ]
            + .logprobs("logprobs", lists: ["[]"], .responseText, kind == .delta ? .piece : kind)
            + .opaque(
                "created_at", "done_reason", "total_duration", "load_duration", "prompt_eval_count",
                "prompt_eval_duration", "eval_count", "eval_duration", "message.role", "message.images[]",
                "message.tool_calls[].id", "message.tool_calls[].type", "message.tool_calls[].function.index",
                "remote_model", "remote_host", "image", "completed", "total")
            + errorEntries
    }

    /// The texts of an error.
    static let errorEntries: [PathEntry] =
        [.value(.error, "error"), .text("error", .responseOther), .text("code", .responseOther)]
        + [.text("status", .responseOther)]
}
