extension Responses {
    /// The texts of an output item of any kind, or of one that a request replays: a member has one meaning, whatever
    /// the kind.
    ///
    /// - Parameters:
    ///   - prefix: The path of the item, with its last dot.
    ///   - major: The path of the item's number.
    ///   - kind: `repeats` in events, which say the deltas' texts again.
    ///   - isOutput: Whether the items are an answer's, whose texts SDKs join (`output_text`).
    static func itemEntries(
        below prefix: String, major: String, _ kind: SiteKind, isOutput: Bool = false
    ) -> [PathEntry] {
        contentEntries(below: prefix, major: major, kind, isOutput: isOutput)
            + callEntries(below: prefix, major: major, kind)
            + resultEntries(below: prefix, major: major)
            + .opaque(
                below: prefix, "id", "type", "status", "role", "call_id", "phase", "encrypted_content",
                "container_id", "approval_request_id", "execution", "output_format", "quality", "size",
                "background", "max_output_length", "created_by")
    }

    /// What an item says: content, summaries.
    private static func contentEntries(
        below prefix: String, major: String, _ kind: SiteKind, isOutput: Bool
    ) -> [PathEntry] {
        let content = prefix + "content[]"
        let text = PathEntry.text(
            content + ".text", .responseText, kind, major: major, minor: content, channel: "text")
        let texts: [PathEntry] = [
            isOutput ? text.partOfAll : text.part,
            .text(
                content + ".refusal", .responseRefusal, kind, major: major, minor: content, channel: "refusal"
            ).part,
            .text(content + ".transcript", .responseText, major: major),
            .subtree(content + ".annotations", .responseText, major: major),
            .text(
                prefix + "summary[].text", .responseReasoning, kind, major: major,
                minor: prefix + "summary[]",
                channel: "summary"
            ).part,
            .text(prefix + "revised_prompt", .responseText, major: major),
        ]
        let reasoning = PathEntry.text(
            content + ".text", .responseReasoning, kind, major: major, minor: content, channel: "reasoning"
        ).part.when(content + ".type", is: "reasoning_text")
        return texts + reasoning
            + .logprobs(content + ".logprobs", lists: ["[]"], .responseText, major: major)
            + .opaque(
                below: content, ".type", ".annotations[].type", ".annotations[].file_id",
                ".annotations[].container_id")
            + .opaque(prefix + "summary[].type")
    }

    /// What an item asks for: tools by name, with arguments, code, commands.
    private static func callEntries(below prefix: String, major: String, _ kind: SiteKind) -> [PathEntry] {
        [
            .text(
                prefix + "arguments", .responseToolArguments, kind, encoding: .json, major: major,
                channel: "arguments"),
            .text(prefix + "input", .responseToolArguments, kind, major: major, channel: "input"),
            .text(prefix + "code", .responseToolArguments, kind, major: major, channel: "code"),
            .subtree(prefix + "arguments", .responseToolArguments, major: major),
            .subtree(prefix + "input", .responseToolArguments, major: major),
            .subtree(prefix + "action", .responseToolArguments, major: major),
            .text(
                prefix + "action.commands[]", .responseToolArguments, kind, major: major,
                minor: prefix + "action.commands[]", channel: "command"),
            .subtree(prefix + "operation", .responseToolArguments, major: major),
            .text(
                prefix + "operation.diff", .responseToolArguments, kind, major: major, channel: "diff"),
            .subtree(prefix + "queries", .responseToolArguments, major: major),
        ]
            + .texts(
                below: prefix, "name", "namespace", "server_label", target: .responseToolArguments,
                major: major)
            + .opaque(below: prefix, "action.type", "operation.type")
    }

    /// What tools answered, in the item itself: no rule for the model's own words is meant, so every rule looks at it.
    private static func resultEntries(below prefix: String, major: String) -> [PathEntry] {
        ["output", "outputs", "results", "tools", "error", "environment"].map {
            .subtree(prefix + $0, .responseOther, major: major)
        }
            + .opaque(
                below: prefix, "output[].outcome.type", "output[].type", "outputs[].type",
                "results[].file_id",
                "environment.type", "environment.container_id", "output.file_id")
            + [
                .url(prefix + "output.image_url", .responseOther),
                .url(prefix + "outputs[].url", .responseOther),
            ]
            + PathEntry.opaque(prefix + "result").when(prefix + "type", is: "image_generation_call")
    }
}
