extension PlainDialect {
    /// `POST /v1/embeddings`: token numbers are reported as such, the answer holds no text.
    package static let embeddings = PlainDialect(
        "openai.embeddings",
        request: [
            .text("input", .requestUser), .text("input[]", .requestUser), .value(.prompt, "input[]"),
            .text("user", .requestOther),
        ] + .opaque("model", "encoding_format", "dimensions", "input_type", "truncate"),
        answer: [
            .opaqueSubtree("usage"), .value(.inputTokens, "usage.prompt_tokens"),
            .opaqueSubtree("data[].embedding"),
        ]
            + .opaque("object", "model", "id", "data[].object", "data[].index"))

    /// `POST /v1/moderations`: passed, since what is sent there is sent to be judged.
    package static let moderations = PlainDialect(
        "openai.moderations", request: [.opaqueSubtree("input"), .opaque("model")],
        answer: [.opaqueSubtree("results"), .opaqueSubtree("usage")] + .opaque("id", "model"))
}
