extension PlainDialect {
    /// `POST /api/embed` and `/api/embeddings`: text in, numbers out.
    package static let ollamaEmbeddings = PlainDialect(
        "ollama.embeddings",
        request: .texts("input", "input[]", "prompt", target: .requestUser)
            + [.value(.prompt, "input[]"), .subtree("options", .requestOther)]
            + .opaque("model", "keep_alive", "truncate"),
        answer: [.opaque("model")], errors: .ollama)

    /// `/api/tags`, `/api/ps`, `/api/version` and `/api/show`: names of models, and their templates and licences.
    package static let ollamaModels = PlainDialect(
        "ollama.models",
        request: [.subtree("", .requestOther), .text("system", .requestSystem)] + .opaque("model", "name"),
        answer: [.subtree("", .responseOther)] + names(below: "") + names(below: "models[].")
            + .opaque("version", "capabilities[]"),
        errors: .ollama)

    private static func names(below prefix: String) -> [PathEntry] {
        .opaque(
            below: prefix, "name", "model", "digest", "modified_at", "expires_at", "details.parent_model",
            "details.format", "details.family", "details.families[]", "details.parameter_size",
            "details.quantization_level")
    }
}
