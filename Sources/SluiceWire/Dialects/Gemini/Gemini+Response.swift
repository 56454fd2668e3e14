extension Gemini {
    private static let candidate = "candidates[].index"

    /// The texts of an answer, which is also what an event of a stream is.
    static func answerEntries(_ kind: SiteKind) -> [PathEntry] {
        partEntries(below: "candidates[].content.parts[].", kind) + candidateEntries + envelopeEntries
            + .logprobs(
                "candidates[].logprobsResult", lists: [".chosenCandidates[]"], .responseText,
                kind == .delta ? .piece : kind,
                major: candidate)
            + errorEntries
    }

    /// The texts of an error.
    static let errorEntries: [PathEntry] =
        [
            .value(.error, "error"), .text("error", .responseOther), .text("error.message", .responseOther),
            .subtree("error.details", .responseOther),
        ] + .opaque("error.status", "error.code", "error.details[].@type")

    private static func partEntries(below part: String, _ kind: SiteKind) -> [PathEntry] {
        let thought = PathEntry.text(
            part + "text", .responseReasoning, kind, major: candidate, channel: "thought"
        ).when(part + "thought", is: "true")
        let piece: SiteKind = kind == .delta ? .piece : kind
        return [
            .text(part + "text", .responseText, kind, major: candidate, channel: "text"),
            .text(part + "audioTranscription", .responseText, kind, major: candidate, channel: "audio"),
            .value(.toolCall, part + "functionCall", major: candidate),
            .subtree(part + "functionCall", .responseToolArguments, major: candidate),
            .value(.toolName, part + "functionCall.name", major: candidate),
            .text(part + "functionCall.name", .responseToolArguments, major: candidate),
            .text(
                part + "functionCall.partialArgs[].stringValue", .responseToolArguments, kind,
                major: candidate, minor: part + "functionCall.partialArgs[].jsonPath", channel: "partial"),
            .subtree(part + "toolCall", .responseToolArguments, major: candidate),
            .text(
                part + "executableCode.code", .responseToolArguments, piece, major: candidate, channel: "code"
            ),
            .text(
                part + "codeExecutionResult.output", .responseOther, piece, major: candidate,
                channel: "output"),
            .file(part + "inlineData.data", .responseOther),
            .subtree(part + "functionResponse", .responseOther, major: candidate),
            .subtree(part + "toolResponse", .responseOther, major: candidate),
            .text(part + "fileData.fileUri", .responseOther, major: candidate),
        ] + thought
            + .opaque(
                below: part, "thoughtSignature", "inlineData.mimeType",
                "fileData.mimeType", "executableCode.language", "codeExecutionResult.outcome",
                "functionCall.id", "executableCode.id", "codeExecutionResult.id", "functionCall.willContinue",
                "functionCall.partialArgs[].willContinue",
                "functionResponse.id", "toolCall.id", "toolResponse.id")
    }

    private static let candidateEntries: [PathEntry] =
        [
            .value(.choice, "candidates[]", major: candidate), .text("candidates[]", .responseOther),
            .value(.finishReason, "candidates[].finishReason", major: candidate),
            .text("candidates[].finishMessage", .responseOther, major: candidate),
        ]
        + ["citationMetadata", "groundingMetadata", "groundingAttributions", "urlContextMetadata"].map {
            .subtree("candidates[]." + $0, .responseOther, major: candidate)
        }
        + .opaque(
            below: "candidates[].", "content.role", "avgLogprobs", "tokenCount", "safetyRatings[].category",
            "safetyRatings[].probability", "safetyRatings[].severity", "safetyRatings[].blocked",
            "safetyRatings[].probabilityScore", "safetyRatings[].severityScore",
            "urlContextMetadata.urlMetadata[].urlRetrievalStatus")

    private static let envelopeEntries: [PathEntry] =
        [
            .value(.model, "modelVersion"),
            .text("promptFeedback.blockReasonMessage", .responseOther),
            .opaqueSubtree("usageMetadata"), .value(.inputTokens, "usageMetadata.promptTokenCount"),
            .value(.outputTokens, "usageMetadata.candidatesTokenCount"),
        ]
        + .opaque(
            "responseId", "createTime", "promptFeedback.blockReason",
            "promptFeedback.safetyRatings[].category", "promptFeedback.safetyRatings[].probability",
            "promptFeedback.safetyRatings[].blocked", "totalTokens", "cachedContentTokenCount",
            "promptTokensDetails[].modality", "promptTokensDetails[].tokenCount", "embedding.values",
            "embeddings[].values", "modelStatus.modelStage", "totalBillableCharacters",
            "embeddings[].statistics.truncated", "embeddings[].statistics.token_count")
}
