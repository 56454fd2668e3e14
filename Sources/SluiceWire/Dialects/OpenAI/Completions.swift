/// OpenAI's legacy Completions, `POST /v1/completions`.
package struct Completions: Dialect {
    package let name = "openai.completions"
    package let request = PathTable(side: .request, Self.requestEntries)
    package let answer = PathTable(side: .response, Self.responseEntries(.whole))
    package let event = PathTable(side: .response, unnamed: .delta, Self.responseEntries(.delta))
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

    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        guard case .soft(let refusalText) = style, notice.status < 500 else {
            var writer = EventWriter(ledger)
            writer.event(data: OpenAIError.event(notice))
            return writer.bytes
        }
        var frames = ChunkFrames("text_completion", notice: notice, ledger: ledger)
        for choice in frames.openChoices {
            if let refusalText {
                var text = [UInt8]("\"text\":".utf8)
                text.append(string: refusalText)
                frames.choice(choice.major, text, isFinished: false)
            }
            frames.choice(choice.major, [UInt8]("\"text\":\"\"".utf8), isFinished: true)
        }
        frames.finish()
        return frames.writer.bytes
    }
}
