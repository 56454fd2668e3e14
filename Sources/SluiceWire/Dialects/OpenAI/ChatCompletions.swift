/// OpenAI Chat Completions, `POST /v1/chat/completions`, and what speaks like it: Azure, DeepSeek, Qwen, OpenRouter,
/// vLLM, Groq, Mistral.
package struct ChatCompletions: Dialect {
    package let name = "openai.chat"
    package let request = PathTable(side: .request, Self.requestEntries)
    package let answer = PathTable(side: .response, Self.answerEntries)
    package let event = PathTable(side: .response, unnamed: .delta, Self.eventEntries)
    package let errorAnswer = OpenAIError.table
    package let keepalive: [UInt8]? = [UInt8](": sluice\n\n".utf8)
    package let filteredFinishReason: [UInt8]? = [UInt8]("\"content_filter\"".utf8)

    /// Makes the dialect.
    package init() {}

    package func readRequest(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        ChunkLedger.readRequest(scan, payload, &ledger)
    }

    package func observe(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        ChunkLedger.observe(scan, payload, &ledger)
    }

    package func errorBody(_ notice: Notice) -> [UInt8] { OpenAIError.body(notice) }

    /// A soft ending tells the reader the refusal text as content, or as refusal where prose would break the client:
    /// in structured output and behind a tool call.
    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        guard case .soft(let refusalText) = style, notice.status < 500 else {
            var writer = EventWriter(ledger)
            writer.event(data: OpenAIError.event(notice))
            return writer.bytes
        }
        var frames = ChunkFrames("chat.completion.chunk", notice: notice, ledger: ledger)
        for choice in frames.openChoices {
            if let refusalText {
                let isProse = !ledger.request.isStructured && !ledger.hasLeft(choice.toolCall)
                var delta: [UInt8] = []
                delta.append(isProse ? "\"delta\":{\"content\":" : "\"delta\":{\"refusal\":")
                delta.append(string: refusalText)
                delta.append("}")
                frames.choice(choice.major, delta, isFinished: false)
            }
            frames.choice(choice.major, [UInt8]("\"delta\":{}".utf8), isFinished: true)
        }
        frames.finish()
        return frames.writer.bytes
    }
}
