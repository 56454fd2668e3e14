extension Gemini {
    /// The texts of a request: to generate, to count, to embed; alone, in a batch, or around another.
    static let requestEntries: [PathEntry] =
        ["", "generateContentRequest.", "requests[]."].flatMap { entries(below: $0) }
        + [.text("q", .requestOther), .subtree("labels", .requestOther)]

    private static func entries(below prefix: String) -> [PathEntry] {
        let contents = ["contents[].", "contents.", "content."].flatMap {
            partEntries(below: prefix + $0, role: prefix + $0 + "role")
        }
        let instructions = ["systemInstruction", "system_instruction"].flatMap { name -> [PathEntry] in
            [
                .text(prefix + name, .requestSystem), .subtree(prefix + name + ".parts", .requestSystem),
                .text(prefix + name + ".parts[].text", .requestSystem).part,
                .opaque(prefix + name + ".role"),
            ]
        }
        return contents + instructions + parameterEntries(below: prefix)
    }

    /// One turn; a turn without a role is read by every rule.
    private static func partEntries(below prefix: String, role: String) -> [PathEntry] {
        let part = prefix + "parts[]."
        let files = [("fileData", "fileUri"), ("file_data", "file_uri")]
        let calls = [
            ("functionCall", "functionResponse", "executableCode", "codeExecutionResult"),
            ("function_call", "function_response", "executable_code", "code_execution_result"),
        ]
        return [
            .text(part + "text", role: role).part, .file(part + "inlineData.data", role: role),
            .file(part + "inline_data.data", role: role),
        ]
            + files.map { .url("\(part)\($0.0).\($0.1)", role: role) }
            + calls.flatMap { call, response, code, result -> [PathEntry] in
                [
                    .subtree(part + call, .requestToolArguments),
                    .subtree(part + response, .requestToolResults),
                    .file(part + response + ".parts[].inlineData.data", .requestToolResults),
                    .subtree(part + code, .requestToolArguments),
                    .subtree(part + result, .requestToolResults), .opaque(part + call + ".id"),
                    .opaque(part + response + ".id"), .opaque(part + code + ".language"),
                    .opaque(part + result + ".outcome"),
                ]
            }
            + .opaque(
                below: part, "thought", "thoughtSignature", "thought_signature",
                "inlineData.mimeType", "inline_data.mime_type", "fileData.mimeType",
                "file_data.mime_type", "mediaResolution", "mediaResolution.level", "partMetadata")
            + [
                .subtree(part + "toolCall", .requestToolArguments),
                .subtree(part + "toolResponse", .requestToolResults),
            ]
    }

    private static func parameterEntries(below prefix: String) -> [PathEntry] {
        let configs = ["generationConfig.", "generation_config."]
        let texts: [PathEntry] = configs.flatMap { config -> [PathEntry] in
            [
                .subtree(prefix + config + "stopSequences", .requestOther),
                .subtree(prefix + config + "responseSchema", .requestTools),
                .subtree(prefix + config + "responseJsonSchema", .requestTools),
                .value(.responseFormat, prefix + config + "responseMimeType"),
                .subtree(prefix + config + "speechConfig", .requestOther),
            ]
        }
        return texts
            + configs.flatMap { config -> [PathEntry] in
                .opaque(
                    below: prefix + config, "temperature", "topP", "topK", "maxOutputTokens",
                    "candidateCount",
                    "presencePenalty", "frequencyPenalty", "seed", "responseLogprobs", "logprobs",
                    "responseModalities[]", "thinkingConfig.thinkingBudget", "thinkingConfig.includeThoughts",
                    "thinkingConfig.thinkingLevel", "thinkingConfig.thinking_budget",
                    "thinkingConfig.include_thoughts", "mediaResolution", "imageConfig.aspectRatio",
                    "imageConfig.imageSize")
            }
            + [
                .value(.serverState, prefix + "cachedContent"),
                .value(.serverState, prefix + "cached_content"),
                .subtree(prefix + "tools", .requestTools), .subtree(prefix + "toolConfig", .requestTools),
                .subtree(prefix + "tool_config", .requestTools), .text(prefix + "title", .requestUser),
            ]
            + .opaque(
                below: prefix, "model", "safetySettings[].category", "safetySettings[].threshold",
                "safetySettings[].method", "taskType",
                "outputDimensionality", "toolConfig.functionCallingConfig.mode",
                "stream", "embedContentConfig.taskType", "embedContentConfig.outputDimensionality",
                "serviceTier")
    }
}
