/// OpenAI Chat Completions, `POST /v1/chat/completions`, and what speaks like it: Azure, DeepSeek, Qwen, OpenRouter,
/// vLLM, Groq, Mistral.
package struct ChatCompletions: ChunkDialect {
    package let name = "openai.chat"
    package let request = PathTable(side: .request, Self.requestEntries)
    package let answer = PathTable(side: .response, Self.answerEntries)
    package let event = PathTable(side: .response, unnamed: .delta, Self.eventEntries)
    package let chunkObject: StaticString = "chat.completion.chunk"
    package let silentChoice = [UInt8]("\"delta\":{}".utf8)

    private let isAzure: Bool

    /// Makes the dialect.
    ///
    /// - Parameter isAzure: Whether errors have Azure's shape, by which clients know a filtered prompt.
    package init(isAzure: Bool = false) {
        self.isAzure = isAzure
    }

    package func errorBody(_ notice: Notice) -> [UInt8] {
        isAzure && notice.status == 400 && notice.param == "prompt"
            ? OpenAIError.azureBody(notice) : OpenAIError.body(notice)
    }

    /// The text as content, or as refusal where prose would break the client.
    package func refusal(_ text: String, isProse: Bool) -> [UInt8] {
        var delta: [UInt8] = []
        delta.append(isProse ? "\"delta\":{\"content\":" : "\"delta\":{\"refusal\":")
        delta.append(string: text)
        delta.append("}")
        return delta
    }
}
