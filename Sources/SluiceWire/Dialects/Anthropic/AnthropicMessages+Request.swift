extension AnthropicMessages {
    /// The texts of a request.
    static let requestEntries: [PathEntry] =
        systemEntries + messageEntries + sourceEntries + definitionEntries + parameterEntries

    private static let role = "messages[].role"

    private static let systemEntries: [PathEntry] =
        [
            .text("system", .requestSystem), .text("system[].text", .requestSystem).part,
            .subtree("system[].citations", .requestSystem), .subtree("prefill", .requestAssistant),
            .text("prefill[].text", .requestAssistant).part,
        ]
        + .opaque(
            "system[].type", "system[].cache_control.type", "system[].cache_control.ttl", "prefill[].type")

    /// Blocks of every kind: their members have one meaning each, whatever the kind.
    private static let messageEntries: [PathEntry] =
        .texts(
            below: "messages[].", "content", "content[].title", "content[].context", "content[].source",
            role: role)
        + [
            .text("messages[].content[].text", role: role).part,
            .text("messages[].content[].content[].text", .requestToolResults).part,
            .text("messages[].content[].thinking", .requestAssistant).signed,
            .text("messages[].content[].prefill", .requestAssistant),
        ]
        + .texts(below: "messages[].content[].", "name", "server_name", target: .requestToolArguments)
        + [
            .subtree("messages[].content[].tool", .requestTools),
            .opaque("messages[].content[].tool.type"),
            .subtree("messages[].content[].input", .requestToolArguments),
            .subtree("messages[].content[].content", .requestToolResults),
            .subtree("messages[].content[].citations", role: role),
        ]
        + .opaque(
            below: "messages[].", "content[].type", "content[].id", "content[].tool_use_id",
            "content[].signature", "content[].data", "content[].file_id", "content[].is_error",
            "content[].encrypted_content", "content[].cache_control.type", "content[].cache_control.ttl",
            "content[].citations[].type", "content[].citations[].encrypted_index",
            "content[].citations[].file_id",
            "content[].caller.type", "content[].caller.tool_id")
        + .opaque(
            below: "messages[].content[].content[].", "type", "encrypted_content", "file_id",
            "cache_control.type",
            "cache_control.ttl")
        + .opaque(below: "messages[].content[].content.", "type", "content[].type", "content[].file_id")

    /// Documents and images: in the message, in a tool's result, in a document of blocks, in a fetched page.
    private static let sourceEntries: [PathEntry] =
        source("messages[].content[].source", .requestUser)
        + source("messages[].content[].source.content[].source", .requestUser)
        + source("messages[].content[].content[].source", .requestToolResults)
        + source("messages[].content[].content.content.source", .requestToolResults)
        + [
            .text("messages[].content[].source.content", .requestUser),
            .text("messages[].content[].source.content[].text", .requestUser).part,
        ]
        + .opaque("messages[].content[].source.content[].type")

    /// A source: plain text is inspected, base64 if text is what it holds.
    private static func source(_ path: String, _ target: Target) -> [PathEntry] {
        [.text(path + ".data", target, unlessBase64: path + ".type"), .url(path + ".url", target)]
            + .opaque(below: path + ".", "type", "media_type", "file_id")
    }

    private static let definitionEntries: [PathEntry] =
        [
            .subtree("tools", .requestTools),
            .subtree("tool_choice", .requestTools),
            .subtree("output_config", .requestTools),
            .subtree("output_format", .requestTools),
            .subtree("mcp_servers", .requestOther),
        ]
        + .opaque(
            "tools[].type", "tools[].cache_control.type", "tools[].cache_control.ttl", "tool_choice.type",
            "output_config.effort", "output_config.format.type", "output_format.type", "mcp_servers[].type",
            "mcp_servers[].authorization_token")

    private static let parameterEntries: [PathEntry] =
        [
            .value(.stream, "stream"),
            .text("stop_sequences[]", .requestOther),
            .text("metadata.user_id", .requestOther),
        ]
        + .opaque(
            "model", "max_tokens", "temperature", "top_k", "top_p", "service_tier", "container",
            "container.id",
            "inference_geo", "speed", "thinking.type", "thinking.budget_tokens", "thinking.display",
            "cache_control.type", "cache_control.ttl", "anthropic_version", "betas[]")
}
