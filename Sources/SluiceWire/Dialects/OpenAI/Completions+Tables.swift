extension Completions {
    /// The texts of a request; a prompt of token numbers is reported as such.
    static let requestEntries: [PathEntry] =
        [
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
