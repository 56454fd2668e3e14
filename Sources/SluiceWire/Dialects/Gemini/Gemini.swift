/// Google's Gemini, `models/{model}:generateContent` and its kin, on the Gemini API and on Vertex.
///
/// A stream's events are whole answers, each with more of the text; it has no terminator. Without `alt=sse` it is one
/// JSON array whose elements come one by one.
package struct Gemini: Dialect {
    package let name = "google.gemini"
    package let request = PathTable(side: .request, Self.requestEntries)
    package let answer = PathTable(side: .response, Self.answerEntries(.whole))
    package let event = PathTable(side: .response, unnamed: .delta, Self.answerEntries(.delta))
    package let errorAnswer = PathTable(side: .response, Self.errorEntries)

    /// None: google-genai fails on comments.
    package let keepalive: [UInt8]? = nil

    package let streamsArray: Bool

    /// Makes the dialect.
    ///
    /// - Parameter streamsArray: Whether an answer that is an array is a stream.
    package init(streamsArray: Bool = false) {
        self.streamsArray = streamsArray
    }

    package var filteredFinishReason: [UInt8]? { [UInt8]("\"PROHIBITED_CONTENT\"".utf8) }

    package func readRequest(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        for value in scan.values {
            switch value.name {
            case .responseFormat:
                ledger.request.isStructured = !payload.isEqual("\"text/plain\"", in: value.range)
            case .serverState:
                if payload.isFilled(in: value.range) { ledger.request.hasServerState = true }
            default: break
            }
        }
    }

    package func observe(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        ledger.accept()
        for value in scan.values {
            switch value.name {
            case .model: if !ledger.identity.isComplete { ledger.identity.note(value, in: payload) }
            case .choice: ledger.open(value.major)
            case .toolCall: ledger.openToolCall(value.major)
            case .toolName: if payload.isFilled(in: value.range) { ledger.beginToolCall(value.major) }
            case .finishReason: if payload.isFilled(in: value.range) { ledger.close(value.major) }
            case .inputTokens: ledger.inputTokens = payload.integer(in: value.range) ?? ledger.inputTokens
            case .outputTokens: ledger.outputTokens = payload.integer(in: value.range) ?? ledger.outputTokens
            default: break
            }
        }
        if scan.sites.contains(where: { $0.kind == .delta && !$0.range.isEmpty }) { ledger.deltas += 1 }
    }

    package func errorBody(_ notice: Notice) -> [UInt8] { errorObject(notice, status: notice.status) }

    /// A soft ending is a last answer that finishes every open candidate as the provider's own filter would.
    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        var writer = EventWriter(ledger)
        if case .soft(let refusalText) = style, notice.status < 500 {
            writer.event(data: refusal(refusalText, notice, ledger))
        } else {
            writer.event(data: errorObject(notice, status: notice.status))
        }
        return writer.finished
    }

    private func refusal(_ text: String?, _ notice: Notice, _ ledger: StreamLedger) -> [UInt8] {
        var data: [UInt8] = []
        data.append("{\"candidates\":[")
        for (position, candidate) in ledger.endingChannels.enumerated() {
            if position > 0 { data.append(",") }
            data.append("{")
            if let text, !ledger.request.isStructured, !ledger.hasLeft(candidate.toolCall) {
                data.append("\"content\":{\"parts\":[{\"text\":")
                data.append(string: text)
                data.append("}],\"role\":\"model\"},")
            }
            data.append("\"finishReason\":\"PROHIBITED_CONTENT\",\"index\":")
            data.append(number: candidate.major)
            data.append(",\"finishMessage\":")
            data.append(string: notice.message)
            data.append("}")
        }
        data.append("],\"usageMetadata\":")
        appendUsage(of: ledger, to: &data)
        if let model = ledger.identity.model {
            data.append(",\"modelVersion\":")
            data += model
        }
        data.append("}")
        return data
    }

    private func appendUsage(of ledger: StreamLedger, to data: inout [UInt8]) {
        let input = ledger.inputTokens ?? 0
        let output = ledger.outputTokens ?? ledger.deltas
        let (total, overflows) = input.addingReportingOverflow(output)
        data.append("{\"promptTokenCount\":")
        data.append(number: input)
        data.append(",\"candidatesTokenCount\":")
        data.append(number: output)
        data.append(",\"totalTokenCount\":")
        data.append(number: overflows ? Int.max : total)
        data.append("}")
    }

    private func errorObject(_ notice: Notice, status: Int) -> [UInt8] {
        var body: [UInt8] = []
        body.append("{\"error\":{\"code\":")
        body.append(number: status)
        body.append(",\"message\":")
        body.append(string: notice.message)
        body.append(",\"status\":\"")
        body.append(ErrorType.google(status))
        body.append("\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":")
        body.append(string: notice.code)
        body.append(",\"domain\":\"sluice\",\"metadata\":{\"event\":")
        body.append(string: notice.eventID)
        body.append("}}]}}")
        return body
    }
}
