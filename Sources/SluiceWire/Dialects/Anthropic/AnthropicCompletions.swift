/// Anthropic's first API, `POST /v1/complete`: one prompt in, one completion out.
package struct AnthropicCompletions: Dialect {
    package let name = "anthropic.completions"
    package let request = PathTable(side: .request, Self.requestEntries)
    package let answer = PathTable(side: .response, Self.answerEntries(.whole))
    package let event = PathTable(side: .response, unnamed: .delta, Self.answerEntries(.delta))
    package let errorAnswer = PathTable(side: .response, AnthropicMessages.errorEntries)
    package let keepalive: [UInt8]? = [UInt8]("event: ping\ndata: {\"type\":\"ping\"}\n\n".utf8)

    /// Makes the dialect.
    package init() {}

    package var filteredFinishReason: [UInt8]? { [UInt8]("\"refusal\"".utf8) }

    private static let requestEntries: [PathEntry] =
        [
            .text("prompt", .requestUser), .subtree("stop_sequences", .requestOther),
            .text("metadata.user_id", .requestOther), .value(.stream, "stream"),
        ] + .opaque("model", "max_tokens_to_sample", "temperature", "top_k", "top_p")

    /// The texts of an answer, which is also what an event of a stream is.
    private static func answerEntries(_ kind: SiteKind) -> [PathEntry] {
        [
            .text("completion", .responseText, kind, channel: "completion"), .text("stop", .responseOther),
            .value(.eventType, "type"), .value(.finishReason, "stop_reason"), .value(.model, "model"),
            .value(.id, "id"),
        ] + .opaque("log_id", "exception", "truncated") + AnthropicMessages.errorEntries
    }

    package func readRequest(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        for value in scan.values where value.name == .stream {
            ledger.request.isStream = payload.isEqual("true", in: value.range)
        }
    }

    package func observe(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        ledger.accept()
        for value in scan.values {
            switch value.name {
            case .id, .model:
                if !ledger.identity.isComplete { ledger.identity.note(value, in: payload) }
            case .eventType:
                if payload.isEqual("\"completion\"", in: value.range) { ledger.open(0) }
            case .finishReason:
                guard payload.isFilled(in: value.range) else { break }
                ledger.close(0)
                if ledger.completion == .never { ledger.completion = ledger.now }
            default: break
            }
        }
    }

    package func errorBody(_ notice: Notice) -> [UInt8] { ErrorShape.anthropic.body(notice) }

    /// A soft ending is a last completion that stops with `refusal`, as in the API that came after.
    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        var writer = EventWriter(ledger)
        guard case .soft(let refusalText) = style, notice.status < 500 else {
            writer.event("error", data: errorBody(notice))
            return writer.bytes
        }
        var data: [UInt8] = []
        data.append("{\"type\":\"completion\",\"id\":")
        if let id = ledger.identity.id { data += id } else { data.append(string: notice.eventID) }
        data.append(",\"completion\":")
        data.append(string: refusalText ?? "")
        data.append(",\"stop_reason\":\"refusal\",\"model\":")
        if let model = ledger.identity.model { data += model } else { data.append("\"unknown\"") }
        data.append(",\"stop\":null}")
        writer.event("completion", data: data)
        return writer.bytes
    }
}
