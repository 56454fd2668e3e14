extension PlainDialect {
    /// `/v1/conversations`: the items that later requests name instead of saying them.
    ///
    /// What goes in is read as the input of a response is, so that a conversation may pass by name.
    package static let conversations = PlainDialect(
        "openai.conversations",
        request: Responses.requestEntries.compactMap { $0.moved(from: "input", to: "items") }
            + [.subtree("metadata", .requestOther)],
        answer: Responses.itemEntries(below: "data[].", major: "data[]", .whole)
            + Responses.itemEntries(below: "", major: "output_index", .whole)
            + [.subtree("metadata", .responseOther)]
            + .opaque("object", "first_id", "last_id", "data[].object"))

    /// `GET /v1/chat/completions` and below: answers that the provider keeps, and the messages that led to them.
    package static let storedCompletions = PlainDialect(
        "openai.stored_completions", request: [.subtree("metadata", .requestOther)],
        answer: ChatCompletions.answerEntries
            + ChatCompletions.answerEntries.map { $0.below("data[].") }
            + [.subtree("data", .responseOther), .subtree("metadata", .responseOther)]
            + .opaque("first_id", "last_id", "data[].role", "data[].id"))

    /// `/v1/vector_stores` and below: what is searched for, and the passages that are found.
    package static let vectorStores = PlainDialect(
        "openai.vector_stores",
        request: .texts("query", "query[]", target: .requestUser)
            + [.subtree("", .requestOther)]
            + .opaque(
                "file_id", "file_ids[]", "files[].file_id", "ranking_options.ranker", "filters.type",
                "chunking_strategy.type", "expires_after.anchor"),
        answer: [.subtree("", .responseOther)] + storeNames(below: "") + storeNames(below: "data[].")
            + .opaque("first_id", "last_id", "next_page"))

    private static func storeNames(below prefix: String) -> [PathEntry] {
        .opaque(
            below: prefix, "id", "object", "type", "status", "file_id", "vector_store_id",
            "chunking_strategy.type", "expires_after.anchor", "last_error.code", "content[].type")
    }
}
