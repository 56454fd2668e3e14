extension AnthropicMessages {
    /// The texts of a whole answer.
    static let answerEntries: [PathEntry] =
        messageEntries(below: "") + blockEntries(below: "content[].", major: "content[]", .whole)
        + errorEntries + [.opaque("input_tokens")]

    /// The texts of one event's data.
    static let eventEntries: [PathEntry] =
        [
            .value(.eventType, "type"),
            .value(.blockIndex, "index", major: "index"),
            .value(.stopReason, "delta.stop_reason"),
            .text("delta.stop_sequence", .responseOther),
            .text("delta.stop_details.explanation", .responseOther),
            .opaqueSubtree("usage"),
            .value(.inputTokens, "usage.input_tokens"),
            .value(.outputTokens, "usage.output_tokens"),
            .text("delta.text", .responseText, .delta, major: "index", channel: "text").part,
            .text("delta.content", .responseText, .delta, major: "index", channel: "text").part,
            .text("delta.thinking", .responseReasoning, .delta, major: "index", channel: "thinking").signed,
            .text("delta.partial_json", .responseToolArguments, .delta, encoding: .json, major: "index"),
            .subtree("delta.citation", .responseText, major: "index"),
            .subtree("context_management", .responseOther),
        ]
        + .opaque(
            below: "delta.", "type", "signature", "citation.type", "citation.encrypted_index",
            "citation.file_id",
            "stop_details.type", "stop_details.category", "container.id", "container.expires_at")
        + messageEntries(below: "message.")
        + blockEntries(below: "message.content[].", major: "message.content[]", .delta)
        + blockEntries(below: "content_block.", major: "index", .delta)
        + errorEntries

    /// The texts of an error, as a body or as an event.
    static let errorEntries: [PathEntry] =
        [.value(.error, "error"), .text("error.message", .responseOther)]
        + .opaque("type", "request_id", "error.type", "error.details.error_code")

    /// What stands around the blocks.
    private static func messageEntries(below prefix: String) -> [PathEntry] {
        [
            .opaqueSubtree(prefix + "usage"),
            .value(.inputTokens, prefix + "usage.input_tokens"),
            .value(.outputTokens, prefix + "usage.output_tokens"),
            .text(prefix + "stop_sequence", .responseOther),
            .text(prefix + "stop_details.explanation", .responseOther),
            .subtree(prefix + "context_management", .responseOther),
        ]
            + .opaque(
                below: prefix, "id", "model", "role", "stop_reason", "stop_details.type",
                "stop_details.category",
                "container.id", "container.expires_at") + (prefix.isEmpty ? [] : [.opaque(prefix + "type")])
    }

    /// The texts of a block of any kind.
    ///
    /// A thinking block's signature is over its text, and comes behind it. A server tool's result stands in full in the
    /// block, also in a stream: it is `response.other`, so that every rule looks at it.
    private static func blockEntries(below prefix: String, major: String, _ kind: SiteKind) -> [PathEntry] {
        let texts: [PathEntry] = [
            .text(prefix + "text", .responseText, kind, major: major, channel: "text").part,
            .text(prefix + "thinking", .responseReasoning, kind, major: major, channel: "thinking").signed,
            .text(prefix + "name", .responseToolArguments, major: major),
            .text(prefix + "server_name", .responseToolArguments, major: major),
            .subtree(prefix + "input", .responseToolArguments, major: major),
            .subtree(prefix + "citations", .responseText, major: major),
            .subtree(prefix + "content", .responseOther, major: major),
            .text(prefix + "content[].text", .responseOther).part,
        ]
        let sources: [PathEntry] = [
            .text(
                prefix + "content[].source.data", .responseOther,
                unlessBase64: prefix + "content[].source.type"),
            .text(
                prefix + "content.content.source.data", .responseOther,
                unlessBase64: prefix + "content.content.source.type"),
        ]
        let names: [PathEntry] = .opaque(
            below: prefix, "type", "id", "signature", "data", "tool_use_id", "is_error", "file_id",
            "encrypted_content", "caller.type", "caller.tool_id", "citations[].type",
            "citations[].encrypted_index", "citations[].file_id", "from.model", "to.model")
        let resultNames: [PathEntry] = .opaque(
            below: prefix + "content", "[].type", "[].encrypted_content", "[].file_id", "[].source.type",
            "[].source.media_type", ".type", ".error_code", ".encrypted_content", ".encrypted_stdout",
            ".content[].type", ".content[].file_id", ".content.type", ".content.source.type",
            ".content.source.media_type")
        return texts + sources + names + resultNames
    }
}
