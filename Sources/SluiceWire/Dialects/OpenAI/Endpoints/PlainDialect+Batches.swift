extension PlainDialect {
    /// `/v1/files`: uploads are forms whose file may be a list of requests or of examples, one a line; the content of
    /// a file is such a list again, or one of answers.
    package static let files = PlainDialect(
        "openai.files", request: requestLineEntries + exampleEntries,
        answer: exampleEntries + requestLineEntries + answerLineEntries + fileEntries, takesLists: true)

    /// `/v1/batches`: names files, holds no texts but metadata.
    package static let batches = PlainDialect(
        "openai.batches",
        request: [.subtree("metadata", .requestOther)]
            + .opaque("input_file_id", "endpoint", "completion_window", "output_expires_after.anchor"),
        answer: [.subtree("metadata", .requestOther), .subtree("errors", .responseOther)]
            + .opaque(
                "errors.object", "output_file_id", "error_file_id", "input_file_id", "endpoint", "model")
            + fileEntries)

    /// `/v1/messages/batches` of Anthropic: requests in one body, answers one a line.
    package static let messageBatches = PlainDialect(
        "anthropic.batches",
        request: AnthropicMessages.requestEntries.map { $0.below("requests[].params.") }
            + [.text("requests[].custom_id", .requestOther)],
        answer: AnthropicMessages.answerEntries.map { $0.below("result.message.") }
            + [.subtree("result.error", .responseOther), .text("custom_id", .responseOther)]
            + .opaque("id", "type", "processing_status", "result.type", "results_url", "result.error.type")
            + .opaque("ended_at", "expires_at", "cancel_initiated_at", "archived_at", "created_at"),
        errors: .anthropic)

    /// A request of any kind as a line of a file has it.
    private static let requestLineEntries: [PathEntry] = {
        let requests = Completions.requestEntries + Responses.requestEntries + ChatCompletions.requestEntries
        let other: [PathEntry] = [.text("custom_id", .requestOther), .value(.prompt, "body.input[]")]
        return requests.map { $0.below("body.") } + other + .opaque("method", "url")
    }()

    /// A conversation to learn from as a line of a file has it, or a prompt with its completion.
    private static let exampleEntries: [PathEntry] = {
        let other: [PathEntry] = [.text("completion", .requestAssistant), .opaque("messages[].weight")]
        return Completions.requestEntries + ChatCompletions.requestEntries + other
    }()

    /// An answer of any kind as a line of a file has it.
    private static let answerLineEntries: [PathEntry] = {
        let answers =
            Completions.responseEntries(.whole) + Responses.answerEntries + ChatCompletions.answerEntries
        let vectors: [PathEntry] =
            [.opaqueSubtree("data[].embedding")] + .opaque("data[].object", "data[].index")
        let other: [PathEntry] = [.text("custom_id", .responseOther)]
        return (answers + vectors).map { $0.below("response.body.") } + other
            + .opaque("response.request_id", "response.status_code")
    }()

    private static let fileEntries: [PathEntry] =
        .texts("filename", "data[].filename", target: .responseOther)
        + .opaque(
            "id", "object", "purpose", "status", "status_details", "created_at", "expires_at", "data[].id",
            "data[].object", "data[].purpose", "data[].status", "first_id", "last_id", "has_more")
}
