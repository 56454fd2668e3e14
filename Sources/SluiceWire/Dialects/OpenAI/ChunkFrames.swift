/// The frames that end a stream of OpenAI chunks: one per choice, the usage if it was asked for, `[DONE]`.
struct ChunkFrames {
    /// Writes the frames.
    private(set) var writer: EventWriter

    private let ledger: StreamLedger
    private let notice: Notice
    private let object: StaticString

    /// Makes the frames of a stream whose chunks call themselves `object`.
    init(_ object: StaticString, notice: Notice, ledger: StreamLedger) {
        self.object = object
        self.notice = notice
        self.ledger = ledger
        writer = EventWriter(ledger)
    }

    /// Writes a chunk with one choice.
    ///
    /// - Parameter content: The members of the choice between its index and its finish reason, as raw JSON.
    mutating func choice(_ index: Int32, _ content: [UInt8], isFinished: Bool) {
        var data = head()
        data.append("[{\"index\":")
        data.append(number: index)
        data.append(",")
        data += content
        data.append(",\"logprobs\":null,\"finish_reason\":")
        data.append(isFinished ? "\"content_filter\"" : "null")
        data.append("}]")
        if ledger.request.wantsUsage { data.append(",\"usage\":null") }
        data.append("}")
        writer.event(data: data)
    }

    /// Writes the usage, if the client waits for it, and the terminator.
    ///
    /// Where the provider gave no counts, the number of deltas stands for the tokens of the answer.
    mutating func finish() {
        if ledger.request.wantsUsage, !ledger.hasLeft(ledger.usage) {
            let input = ledger.inputTokens ?? 0
            let output = ledger.outputTokens ?? ledger.deltas
            let (total, overflows) = input.addingReportingOverflow(output)
            var data = head()
            data.append("[],\"usage\":{\"prompt_tokens\":")
            data.append(number: input)
            data.append(",\"completion_tokens\":")
            data.append(number: output)
            data.append(",\"total_tokens\":")
            data.append(number: overflows ? Int.max : total)
            data.append("}}")
            writer.event(data: data)
        }
        writer.event(data: [UInt8]("[DONE]".utf8))
    }

    private func head() -> [UInt8] {
        var data: [UInt8] = []
        data.append("{\"id\":")
        if let id = ledger.identity.id { data += id } else { data.append(string: notice.eventID) }
        data.append(",\"object\":\"")
        data.append(object)
        data.append("\",\"created\":")
        data += ledger.identity.created ?? [UInt8(ascii: "0")]
        data.append(",\"model\":")
        if let model = ledger.identity.model { data += model } else { data.append("\"unknown\"") }
        data.append(",\"choices\":")
        return data
    }
}
