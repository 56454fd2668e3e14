extension PlainDialect {
    /// Lists of models and what is said of one: OpenAI's, Anthropic's, Gemini's and those of relays.
    ///
    /// Names are what requests call a model by; descriptions are texts.
    package static let models = PlainDialect(
        "models", request: [],
        answer: [.subtree("", .responseOther)]
            + modelNames(below: "") + modelNames(below: "data[].") + modelNames(below: "models[].")
            + .opaque("first_id", "last_id", "nextPageToken"))

    /// What is left of a key's budget.
    package static let account = PlainDialect(
        "account", request: [], answer: [.subtree("", .responseOther), .opaque("object")])

    /// `POST /v1/rerank` of Cohere, Jina and those that speak like them: numbers out, and the documents once more.
    package static let rerank = PlainDialect(
        "rerank",
        request: .texts("query", "documents[]", target: .requestUser)
            + [.subtree("documents", .requestUser)] + .opaque("model", "truncation"),
        answer: [.subtree("results", .responseOther), .subtree("data", .responseOther)]
            + [.opaqueSubtree("usage"), .opaqueSubtree("meta")] + .opaque("id", "model", "object"))

    private static func modelNames(below prefix: String) -> [PathEntry] {
        .opaque(
            below: prefix, "id", "object", "type", "name", "owned_by", "created_at", "root", "parent",
            "canonical_slug", "hugging_face_id", "baseModelId", "version", "supportedGenerationMethods[]",
            "permission[].id", "permission[].object", "permission[].organization", "architecture.tokenizer",
            "architecture.instruct_type", "architecture.modality", "architecture.input_modalities[]",
            "architecture.output_modalities[]", "supported_parameters[]")
    }
}
