extension ChatCompletions {
    /// The texts of a whole answer.
    static let answerEntries = envelopeEntries(.whole) + messageEntries(below: "choices[].message.", .whole)

    /// The texts of one chunk.
    static let eventEntries = envelopeEntries(.delta) + messageEntries(below: "choices[].delta.", .delta)

    static let choice = "choices[].index"

    /// The `format` of reasoning that OpenRouter passes on from Anthropic, signature included.
    static let signedFormat = "anthropic-claude-v1"

    /// What stands around the message.
    static func envelopeEntries(_ kind: SiteKind) -> [PathEntry] {
        frameEntries + logprobEntries(kind) + .tokenNumbers("prompt_token_ids")
            + .tokenNumbers("choices[].token_ids", major: choice)
    }

    /// Those of a message, and those of legacy completions, whose tokens stand in a list of their own.
    private static func logprobEntries(_ kind: SiteKind) -> [PathEntry] {
        let path = "choices[].logprobs"
        let kind: SiteKind = kind == .delta ? .piece : kind
        let tokens = PathEntry.text(
            path + ".tokens[]", .responseText, kind, major: choice, channel: path + ".tokens"
        ).mirror.part
        return .logprobs(path, lists: [".content[]", ".refusal[]"], .responseText, kind, major: choice)
            + [tokens] + .opaque(path + ".token_logprobs", path + ".text_offset")
    }

    private static let frameEntries: [PathEntry] =
        [
            .value(.id, "id"),
            .value(.model, "model"),
            .value(.created, "created"),
            .value(.choice, "choices[]", major: choice),
            .text("choices[]", .responseOther),
            .value(.finishReason, "choices[].finish_reason", major: choice),
            .droppable("obfuscation"),
            .droppable("p"),
            .text("prompt_text", .responseOther),
            .value(.usage, "usage"),
            .opaqueSubtree("usage"),
            .value(.inputTokens, "usage.prompt_tokens"),
            .value(.outputTokens, "usage.completion_tokens"),
        ]
        + .opaque("object", "system_fingerprint", "service_tier", "provider", "choices[].index")
        + .opaque(below: "choices[].", "native_finish_reason", "stop_reason", "seed")
        + filterResults(below: "choices[].content_filter_results.")
        + .opaque("prompt_filter_results[].prompt_index")
        + filterResults(below: "prompt_filter_results[].content_filter_results.")
        + providerEntries + OpenAIError.entries

    /// What single providers add: each string a text of its own, so that none is held for a next part that never
    /// comes.
    private static let providerEntries: [PathEntry] =
        ["citations", "search_results", "images", "x_groq", "usage_breakdown", "context_management"].map {
            .subtree($0, .responseOther)
        }
        + [.opaque("x_groq.id"), .opaqueSubtree("x_groq.usage")]

    /// Azure's verdicts: enumerations and switches; what else stands there, such as citations or the result of a check
    /// that isn't listed, is inspected.
    static func filterResults(below prefix: String) -> [PathEntry] {
        let checks = [
            "hate", "self_harm", "self-harm", "sexual", "violence", "jailbreak", "profanity",
            "indirect_attack",
            "protected_material_code", "protected_material_text", "ungrounded_material",
        ]
        return checks.flatMap { check in
            [PathEntry].opaque(below: prefix + check, "", ".severity", ".filtered", ".detected")
        }
    }

    /// The texts of a message, or of what a chunk adds to it.
    private static func messageEntries(below prefix: String, _ kind: SiteKind) -> [PathEntry] {
        let call = prefix + "tool_calls[].index"
        let detail = prefix + "reasoning_details[].index"
        let piece: SiteKind = kind == .delta ? .piece : kind
        let details = PathEntry.text(
            prefix + "reasoning_details[].text", .responseReasoning, kind, major: choice, minor: detail,
            channel: "details")
        return [
            .text(prefix + "content", .responseText, kind, major: choice, channel: "content"),
            .text(prefix + "content[].text", .responseText, kind, major: choice, channel: "content"),
            .text(
                prefix + "content[].thinking", .responseReasoning, kind, major: choice, channel: "thinking"),
            .text(
                prefix + "content[].thinking[].text", .responseReasoning, kind, major: choice,
                channel: "thinking"),
            .text(prefix + "refusal", .responseRefusal, kind, major: choice),
            .text(prefix + "reasoning", .responseReasoning, kind, major: choice),
            .text(prefix + "reasoning_content", .responseReasoning, kind, major: choice),
            details,
            .text(
                prefix + "reasoning_details[].summary", .responseReasoning, kind, major: choice, minor: detail
            ),
            .text(prefix + "audio.transcript", .responseText, kind, major: choice),
            .value(.toolCall, prefix + "tool_calls", major: choice),
            .value(.toolCall, prefix + "function_call", major: choice),
            .text(prefix + "tool_calls", .responseOther, major: choice),
            .text(prefix + "function_call", .responseOther, major: choice),
            .text(
                prefix + "tool_calls[].function.arguments", .responseToolArguments, kind, encoding: .json,
                major: choice, minor: call),
            .text(
                prefix + "tool_calls[].function.name", .responseToolArguments, piece, major: choice,
                minor: call
            ),
            .text(
                prefix + "tool_calls[].custom.input", .responseToolArguments, kind, major: choice, minor: call
            ),
            .text(
                prefix + "tool_calls[].custom.name", .responseToolArguments, piece, major: choice, minor: call
            ),
            .text(
                prefix + "function_call.arguments", .responseToolArguments, kind, encoding: .json,
                major: choice),
            .text(prefix + "function_call.name", .responseToolArguments, piece, major: choice),
            .subtree(prefix + "annotations", .responseText, major: choice),
            .subtree(prefix + "executed_tools", .responseOther, major: choice),
        ]
            + details.signed.when(prefix + "reasoning_details[].format", is: signedFormat)
            + .opaque(
                below: prefix, "role", "channel", "annotations[].type", "content[].type",
                "content[].thinking[].type",
                "audio.id", "audio.data", "audio.expires_at", "tool_calls[].id", "tool_calls[].type",
                "tool_calls[].index", "reasoning_details[].type", "reasoning_details[].id",
                "reasoning_details[].index", "reasoning_details[].format", "reasoning_details[].data",
                "reasoning_details[].signature")
    }
}
