extension Completions {
    /// What vLLM and SGLang take in place of texts: numbers of tokens, and tensors.
    static let unreadablePrompts: [PathEntry] = ["prompt_token_ids", "prompt_embeds", "input_ids"].map {
        .value(.contextTokens, $0)
    }

    /// The texts of a request; a prompt of token numbers is reported as such.
    static let requestEntries: [PathEntry] =
        unreadablePrompts + [
            .text("prompt", .requestUser),
            .text("prompt[]", .requestUser),
            .value(.prompt, "prompt[]"),
            .text("suffix", .requestUser),
            .subtree("stop", .requestOther),
            .subtree("metadata", .requestOther),
            .text("user", .requestOther),
            .value(.stream, "stream"),
            .value(.includeUsage, "stream_options.include_usage"),
            .opaqueSubtree("logit_bias"),
        ]
        + .opaque(
            "model", "n", "best_of", "echo", "logprobs", "max_tokens", "temperature", "top_p",
            "presence_penalty",
            "frequency_penalty", "seed", "stream_options.include_obfuscation")

    /// The texts of a whole answer or of one chunk: the same shape.
    static func responseEntries(_ kind: SiteKind) -> [PathEntry] {
        [
            .text("choices[].text", .responseText, kind, major: ChatCompletions.choice)
        ] + ChatCompletions.envelopeEntries(kind)
    }
}
