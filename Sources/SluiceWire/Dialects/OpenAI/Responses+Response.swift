extension Responses {
    /// The texts of a whole answer.
    static let answerEntries: [PathEntry] =
        envelopeEntries(below: "")
        + itemEntries(below: "output[].", major: "output[]", .whole, isOutput: true)
        + listEntries + [.opaque("type")]

    /// The items of a stored response, `GET /v1/responses/{id}/input_items`.
    private static let listEntries: [PathEntry] =
        itemEntries(below: "data[].", major: "data[]", .whole) + .opaque("first_id", "last_id")

    /// The texts of one event's data.
    static let eventEntries: [PathEntry] =
        markEntries + logprobEntries + deltaEntries + repeatEntries
        + itemEntries(below: "item.", major: index, .repeats)
        .map { $0.begins(when: "type", is: "response.output_item.added") }
        + envelopeEntries(below: "response.")
        + itemEntries(
            below: "response.output[].", major: "response.output[]", .repeats, isOutput: true
        )
        .map { $0.begins(when: "type", is: "response.created") }
        + [.subtree("annotation", .responseText, major: index), .text("message", .responseOther)]
        + .texts("code", "param", target: .responseOther)
        + OpenAIError.entries + [.opaqueSubtree("copilot_usage")]
        + .opaque(
            "item_id", "content_index", "summary_index", "command_index", "partial_image_index",
            "annotation_index", "segment_id", "annotation.type", "annotation.file_id",
            "annotation.container_id",
            "partial_image_b64", "size", "quality", "background", "output_format")

    private static let index = "output_index"
    private static let part = "content_index"
    private static let summary = "summary_index"
    private static let command = "command_index"

    /// Where an event belongs.
    private static let markEntries: [PathEntry] = [
        .value(.eventType, "type"), .value(.sequenceNumber, "sequence_number"),
        .value(.outputIndex, index, major: index),
        .value(.partIndex, part, major: part), .value(.partIndex, summary, major: summary),
        .value(.partType, "part.type"),
        .value(.item, "item"), .value(.itemID, "item.id"), .value(.itemType, "item.type"),
        .droppable("obfuscation"),
    ]

    /// The tokens of a delta, and those of a text or part that is done.
    private static let logprobEntries: [PathEntry] =
        .logprobs("logprobs", lists: ["[]"], .responseText)
        + .logprobs("part.logprobs", lists: ["[]"], .responseText)
        + PathEntry.text(
            "logprobs[].token", .responseText, .piece, major: index, minor: part, channel: "logprobs[].token"
        ).mirror.when("type", is: "response.output_text.delta")

    /// What an event adds, by its type; of a type that isn't known, a text of its own.
    private static let deltaEntries: [PathEntry] =
        PathEntry.text("delta", .responseText, .delta, major: index, minor: part, channel: "text").part
        .when("type", is: "response.output_text.delta")
        + PathEntry.text("delta", .responseRefusal, .delta, major: index, minor: part, channel: "refusal")
        .when("type", is: "response.refusal.delta")
        + PathEntry.text("delta", .responseReasoning, .delta, major: index, minor: part, channel: "reasoning")
        .part.when("type", is: "response.reasoning_text.delta")
        + PathEntry.text(
            "delta", .responseReasoning, .delta, major: index, minor: summary, channel: "summary"
        ).part
        .when("type", is: "response.reasoning_summary_text.delta")
        + PathEntry.text(
            "delta", .responseToolArguments, .delta, encoding: .json, major: index, channel: "arguments"
        ).when("type", is: "response.function_call_arguments.delta", "response.mcp_call_arguments.delta")
        + PathEntry.text("delta", .responseToolArguments, .delta, major: index, channel: "input")
        .when("type", is: "response.custom_tool_call_input.delta")
        + PathEntry.text("delta", .responseToolArguments, .delta, major: index, channel: "code")
        .when("type", is: "response.code_interpreter_call_code.delta")
        + PathEntry.text("delta", .responseToolArguments, .delta, major: index, channel: "diff")
        .when("type", is: "response.apply_patch_call_operation_diff.delta")
        + PathEntry.text(
            "delta", .responseToolArguments, .delta, major: index, minor: command, channel: "command"
        ).when("type", is: "response.shell_call_command.delta")
        + PathEntry.text("delta", .responseText, .delta, channel: "transcript")
        .when("type", is: "response.audio.transcript.delta")
        + PathEntry.opaque("delta").when("type", is: "response.audio.delta")
        + [
            .text("delta.stdout", .responseOther, .delta, major: index, minor: command),
            .text("delta.stderr", .responseOther, .delta, major: index, minor: command),
        ]

    /// What an event says again at the end of a text, of which another event may have said the beginning.
    private static let repeatEntries: [PathEntry] =
        PathEntry.text("text", .responseText, .repeats, major: index, minor: part, channel: "text")
        .when("type", is: "response.output_text.done")
        + PathEntry.text(
            "text", .responseReasoning, .repeats, major: index, minor: part, channel: "reasoning"
        )
        .when("type", is: "response.reasoning_text.done")
        + PathEntry.text(
            "text", .responseReasoning, .repeats, major: index, minor: summary, channel: "summary"
        )
        .when("type", is: "response.reasoning_summary_text.done")
        + partEntries
        + [
            .text("refusal", .responseRefusal, .repeats, major: index, minor: part, channel: "refusal"),
            .text(
                "arguments", .responseToolArguments, .repeats, encoding: .json, major: index,
                channel: "arguments"),
            .text("input", .responseToolArguments, .repeats, major: index, channel: "input"),
            .text("diff", .responseToolArguments, .repeats, major: index, channel: "diff"),
            .text(
                "command", .responseToolArguments, .repeats, major: index, minor: command, channel: "command"
            ).begins(when: "type", is: "response.shell_call_command.added"),
            .subtree("output", .responseOther, major: index),
        ]
        + PathEntry.text("code", .responseToolArguments, .repeats, major: index, channel: "code")
        .when("type", is: "response.code_interpreter_call_code.done")
        + .opaque("output[].outcome.type")

    /// A part, with its text as far as it came.
    private static let partEntries: [PathEntry] =
        (PathEntry.text("part.text", .responseText, .repeats, major: index, minor: part, channel: "text")
        .when("part.type", is: "output_text", "text")
        + PathEntry.text(
            "part.text", .responseReasoning, .repeats, major: index, minor: part, channel: "reasoning"
        ).when("part.type", is: "reasoning_text")
        + PathEntry.text(
            "part.text", .responseReasoning, .repeats, major: index, minor: summary, channel: "summary"
        ).when("part.type", is: "summary_text")
        + [.text("part.refusal", .responseRefusal, .repeats, major: index, minor: part, channel: "refusal")])
        .map {
            $0.begins(
                when: "type", is: "response.content_part.added", "response.reasoning_summary_part.added")
        }
        + [.subtree("part.annotations", .responseText, major: index)]
        + .opaque(
            "part.annotations[].type", "part.annotations[].file_id", "part.annotations[].container_id")

    /// What stands around the items: the state of the response, and the request once more.
    ///
    /// The echo of the request is of the request's kinds, so that a rule for answers doesn't stumble over the
    /// instructions that forbid a word.
    private static func envelopeEntries(below prefix: String) -> [PathEntry] {
        [
            .value(.id, prefix + "id"), .value(.model, prefix + "model"),
            .value(.created, prefix + "created_at"),
            .text(prefix + "instructions", .requestSystem),
            .subtree(prefix + "instructions", .requestSystem),
            .subtree(prefix + "tools", .requestTools), .subtree(prefix + "tool_choice", .requestTools),
            .subtree(prefix + "text", .requestTools), .subtree(prefix + "prompt", .requestOther),
            .subtree(prefix + "metadata", .requestOther), .subtree(prefix + "input", .requestOther),
            .subtree(prefix + "error", .responseOther), .subtree(prefix + "moderation", .responseOther),
            .opaqueSubtree(prefix + "usage"), .value(.inputTokens, prefix + "usage.input_tokens"),
            .value(.outputTokens, prefix + "usage.output_tokens"), .opaqueSubtree(prefix + "tool_usage"),
            .opaqueSubtree(prefix + "content_filters[].content_filter_offsets"),
        ]
            + .texts(
                below: prefix, "user", "safety_identifier", "prompt_cache_key", "tool_choice", "error",
                target: .requestOther)
            + .opaque(
                below: prefix, "object", "status", "service_tier", "truncation", "previous_response_id",
                "conversation", "conversation.id", "incomplete_details.reason", "reasoning.effort",
                "reasoning.summary", "reasoning.mode", "reasoning.context", "reasoning.generate_summary",
                "billing.payer", "prompt_cache_retention", "text.verbosity", "text.format.type",
                "tools[].type", "tool_choice.type", "instructions[].type", "instructions[].role",
                "content_filters[].source_type", "content_filters[].blocked",
                "content_filters[].content_filter_raw", "prompt.id", "prompt.version", "background",
                "completed_at", "frequency_penalty", "presence_penalty", "max_output_tokens",
                "max_tool_calls", "parallel_tool_calls", "store", "temperature", "top_logprobs", "top_p",
                "status_details", "tool_calls", "input_tokens", "total_tokens", "deleted")
            + ChatCompletions.filterResults(below: prefix + "content_filters[].content_filter_results.")
    }
}
