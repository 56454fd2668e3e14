/// What Chat Completions and legacy Completions have in common: chunks with choices, `[DONE]`, one shape of errors.
package protocol ChunkDialect: Dialect {
    /// The value of `object` in every chunk.
    var chunkObject: StaticString { get }

    /// The members of a choice that tell the reader a refusal, as raw JSON.
    func refusal(_ text: String, isProse: Bool) -> [UInt8]

    /// The members of a choice that adds no text, as raw JSON.
    var silentChoice: [UInt8] { get }
}

extension ChunkDialect {
    package var errorAnswer: PathTable { OpenAIError.table }
    package var keepalive: [UInt8]? { [UInt8](": sluice\n\n".utf8) }
    package var filteredFinishReason: [UInt8]? { [UInt8]("\"content_filter\"".utf8) }

    package var streamsUsageOnRequest: Bool { true }

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

    /// A soft ending finishes every open choice with `content_filter`, or all of them when none is open.
    ///
    /// The refusal text comes before it where there is one; prose breaks the client in structured output and behind a
    /// tool call.
    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        guard case .soft(let refusalText) = style, notice.status < 500 else {
            var writer = EventWriter(ledger)
            writer.event(data: OpenAIError.event(notice))
            return writer.bytes
        }
        var frames = ChunkFrames(chunkObject, notice: notice, ledger: ledger)
        for choice in ledger.endingChannels {
            if let refusalText {
                let isProse = !ledger.request.isStructured && !ledger.hasLeft(choice.toolCall)
                let members = refusal(refusalText, isProse: isProse)
                frames.choice(choice.major, members, isFinished: false)
            }
            frames.choice(choice.major, silentChoice, isFinished: true)
        }
        frames.finish()
        return frames.writer.bytes
    }
}
