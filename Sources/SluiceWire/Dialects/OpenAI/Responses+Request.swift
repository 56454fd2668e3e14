extension Responses {
    /// The texts of a request.
    static let requestEntries: [PathEntry] =
        inputEntries + callEntries + definitionEntries + parameterEntries

    private static let role = "input[].role"

    /// Messages, the model's and the user's.
    private static let inputEntries: [PathEntry] =
        [
            .text("input", .requestUser), .text("instructions", .requestSystem),
            .subtree("instructions", .requestSystem),
            .text("input[]", .requestUser),
            .text("input[].content", role: role),
            .text("input[].content[].text", role: role).part,
            .text("instructions[].content[].text", .requestSystem).part,
            .file("input[].content[].file_data", role: role),
            .text("input[].content[].filename", role: role),
            .url("input[].content[].image_url", role: role),
            .url("input[].content[].file_url", role: role),
            .subtree("input[].content[].annotations", role: role),
            .text("input[].content[].refusal", .requestAssistant).part,
            .file("input[].content[].input_audio.data", role: role),
            .text("input[].content[].transcript", .requestAssistant),
            .text("input[].summary[].text", .requestAssistant).part,
            .text("input[].revised_prompt", .requestAssistant),
            .subtree("input[].content[].logprobs", .requestAssistant),
            .text("input[].content[].logprobs[].token", .requestAssistant).part,
            .bytes("input[].content[].logprobs[].bytes", .requestAssistant).part,
            .bytes("input[].content[].logprobs[].top_logprobs[].bytes", .requestAssistant),
        ]
        + PathEntry.text("input[].content[].text", .requestAssistant).part
        .when("input[].content[].type", is: "output_text", "reasoning_text", "summary_text")
        + .opaque(
            below: "input[].", "type", "id", "status", "call_id", "phase", "encrypted_content",
            "summary[].type", "content[].type", "content[].detail", "content[].file_id",
            "content[].input_audio.format", "content[].annotations[].type",
            "content[].annotations[].file_id", "approval_request_id", "container_id", "execution",
            "instructions[].type")
        + PathEntry.opaque("input[].result").when("input[].type", is: "image_generation_call")

    /// What the model asked tools for, and what they answered.
    private static let callEntries: [PathEntry] =
        [
            .text("input[].arguments", .requestToolArguments, encoding: .json),
            .subtree("input[].arguments", .requestToolArguments),
            .subtree("input[].action", .requestToolArguments),
            .subtree("input[].operation", .requestToolArguments),
            .subtree("input[].queries", .requestToolArguments),
            .subtree("input[].output", .requestToolResults),
            .subtree("input[].outputs", .requestToolResults),
            .subtree("input[].results", .requestToolResults),
            .subtree("input[].error", .requestToolResults),
            .subtree("input[].tools", .requestTools),
            .url("input[].output.image_url", .requestToolResults),
            .url("input[].output[].image_url", .requestToolResults),
            .text("input[].output[].text", .requestToolResults).part,
            .file("input[].output[].file_data", .requestToolResults),
        ]
        + .texts(
            below: "input[].", "name", "namespace", "input", "code", "server_label",
            target: .requestToolArguments)
        + .texts(below: "input[].", "output", "error", target: .requestToolResults)
        + .opaque(
            below: "input[].", "action.type", "operation.type", "output.type", "output[].type",
            "output.file_id", "output[].file_id", "output[].outcome.type", "tools[].type", "outputs[].type")

    private static let definitionEntries: [PathEntry] =
        [
            .subtree("tools", .requestTools), .subtree("tool_choice", .requestTools),
            .subtree("text", .requestTools), .value(.responseFormat, "text.format.type"),
        ]
        + .opaque(
            "tools[].type", "tools[].search_context_size", "tools[].vector_store_ids[]",
            "tools[].require_approval", "tools[].container.type", "tools[].authorization", "tool_choice.type",
            "text.verbosity")
        + [.opaqueSubtree("tools[].headers")]

    private static let parameterEntries: [PathEntry] =
        [
            .value(.stream, "stream"), .subtree("metadata", .requestOther),
            .subtree("prompt", .requestUser), .opaque("prompt.version"),
            .value(.serverState, "prompt.id"), .value(.serverState, "previous_response_id"),
            .value(.serverState, "conversation"), .value(.serverState, "conversation.id"),
            .value(.inputType, "input[].type"),
        ]
        + .texts("user", "safety_identifier", "prompt_cache_key", target: .requestOther)
        + .opaque(
            "model", "include[]",
            "reasoning.effort", "reasoning.summary", "reasoning.generate_summary", "service_tier",
            "truncation",
            "temperature", "top_p", "max_output_tokens", "max_tool_calls", "parallel_tool_calls",
            "top_logprobs", "stream_options.include_obfuscation", "context_management[].compact_threshold",
            "prompt_cache_retention", "context_management[].type", "moderation.model", "background", "store")
}
