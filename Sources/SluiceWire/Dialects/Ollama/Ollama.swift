/// Ollama's own API, `POST /api/chat` and `POST /api/generate`: one JSON value a line, the last one with `done`.
package struct Ollama: Dialect {
    /// Which of the two endpoints; they differ in where the text stands.
    package enum Endpoint: Sendable {
        case chat
        case generate
    }

    package let name = "ollama"
    package let request = PathTable(side: .request, Self.requestEntries)
    package let answer = PathTable(side: .response, Self.answerEntries(.whole))
    package let event = PathTable(side: .response, unnamed: .delta, Self.answerEntries(.delta))
    package let errorAnswer = PathTable(side: .response, Self.errorEntries)

    /// None: every line is an answer to the client.
    package let keepalive: [UInt8]? = nil

    private let endpoint: Endpoint

    /// Makes the dialect of one endpoint.
    package init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    package func readRequest(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        for value in scan.values {
            switch value.name {
            case .responseFormat: ledger.request.isStructured = payload.isFilled(in: value.range)
            case .contextTokens: if payload.isFilled(in: value.range) { ledger.request.hasTokenPrompt = true }
            default: break
            }
        }
    }

    package func observe(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        ledger.accept()
        ledger.open(0)
        for value in scan.values {
            switch value.name {
            case .model: if !ledger.identity.isComplete { ledger.identity.note(value, in: payload) }
            case .inputTokens: ledger.inputTokens = payload.integer(in: value.range) ?? ledger.inputTokens
            case .outputTokens: ledger.outputTokens = payload.integer(in: value.range) ?? ledger.outputTokens
            case .toolCall: if payload.isFilled(in: value.range) { ledger.openToolCall(0) }
            case .finishReason:
                guard payload.isEqual("true", in: value.range) else { break }
                ledger.close(0)
                if ledger.completion == .never { ledger.completion = ledger.now }
            default: break
            }
        }
        if scan.sites.contains(where: { $0.kind == .delta && !$0.range.isEmpty }) { ledger.deltas += 1 }
    }

    package func errorBody(_ notice: Notice) -> [UInt8] {
        var body: [UInt8] = []
        body.append("{\"error\":")
        body.append(string: notice.message)
        body.append(",\"code\":")
        body.append(string: notice.code)
        body.append("}")
        return body
    }

    /// A soft ending is a last line that is done for the reason that the OpenAI family gives, since clients take any; a hard
    /// one is a line with an error, which they raise.
    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        var writer = EventWriter(ledger)
        guard case .soft(let refusalText) = style, notice.status < 500 else {
            writer.event(data: errorBody(notice))
            return writer.bytes
        }
        let isProse =
            !ledger.request.isStructured && !ledger.channels.contains { ledger.hasLeft($0.toolCall) }
        var data: [UInt8] = []
        data.append("{\"model\":")
        data += ledger.identity.model ?? Array("\"\"".utf8)
        data.append(
            endpoint == .chat ? ",\"message\":{\"role\":\"assistant\",\"content\":" : ",\"response\":")
        data.append(string: isProse ? refusalText ?? "" : "")
        if endpoint == .chat { data.append("}") }
        data.append(
            ",\"done\":true,\"done_reason\":\"content_filter\",\"total_duration\":0,\"load_duration\":0,")
        data.append("\"prompt_eval_count\":0,\"prompt_eval_duration\":0,\"eval_count\":")
        data.append(number: ledger.deltas)
        data.append(",\"eval_duration\":0}")
        writer.event(data: data)
        return writer.bytes
    }
}
