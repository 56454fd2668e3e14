/// Anthropic Messages, `POST /v1/messages`.
package struct AnthropicMessages: Dialect {
    package let name = "anthropic.messages"
    package let request = PathTable(side: .request, Self.requestEntries)
    package let answer = PathTable(side: .response, Self.answerEntries)
    package let event = PathTable(side: .response, unnamed: .delta, Self.eventEntries)
    package let errorAnswer = PathTable(side: .response, Self.errorEntries)
    package let keepalive: [UInt8]? = [UInt8]("event: ping\ndata: {\"type\":\"ping\"}\n\n".utf8)

    /// Makes the dialect.
    package init() {}

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
        var index: Int32 = 0
        var type: Range<Int>?
        for value in scan.values {
            switch value.name {
            case .eventType:
                type = value.range
            case .blockIndex:
                index = value.major
            case .inputTokens:
                ledger.inputTokens = payload.integer(in: value.range) ?? ledger.inputTokens
            case .outputTokens:
                ledger.outputTokens = payload.integer(in: value.range) ?? ledger.outputTokens
            default:
                break
            }
        }
        guard let type else { return }
        if payload.isEqual("\"content_block_delta\"", in: type) {
            ledger.deltas += 1
        } else if payload.isEqual("\"content_block_start\"", in: type) {
            ledger.forgetFinishedChannels()
            ledger.open(index)
        } else if payload.isEqual("\"content_block_stop\"", in: type) {
            ledger.close(index)
        } else if payload.isEqual("\"message_start\"", in: type) {
            if ledger.start == .never { ledger.start = ledger.now }
        } else if payload.isEqual("\"message_stop\"", in: type) {
            if ledger.completion == .never { ledger.completion = ledger.now }
        }
    }

    package func errorBody(_ notice: Notice) -> [UInt8] {
        errorObject(notice, type: ErrorType.anthropic(notice.status))
    }

    /// A soft ending closes the open blocks and refuses.
    ///
    /// The refusal text is the explanation, since a refused turn holds no text of its own. The refusal takes the place
    /// of a stop reason that has left, since clients keep the last one; behind the message's end there is only an error.
    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        var writer = EventWriter(ledger)
        guard case .soft(let refusalText) = style, notice.status < 500, ledger.hasLeft(ledger.start),
            !ledger.hasLeft(ledger.completion)
        else {
            writer.event("error", data: errorObject(notice, type: ErrorType.common(notice.status)))
            return writer.bytes
        }
        for block in ledger.openChannels {
            var data = [UInt8]("{\"type\":\"content_block_stop\",\"index\":".utf8)
            data.append(number: block.major)
            data.append("}")
            writer.event("content_block_stop", data: data)
        }
        writer.event("message_delta", data: refusal(refusalText ?? notice.message, ledger))
        writer.event("message_stop", data: [UInt8]("{\"type\":\"message_stop\"}".utf8))
        return writer.bytes
    }

    private func refusal(_ explanation: String, _ ledger: StreamLedger) -> [UInt8] {
        var data: [UInt8] = []
        data.append(
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\",\"stop_sequence\":null,")
        data.append("\"stop_details\":{\"type\":\"refusal\",\"category\":null,\"explanation\":")
        data.append(string: explanation)
        data.append("}},\"usage\":{\"output_tokens\":")
        data.append(number: max(ledger.outputTokens ?? 0, ledger.deltas))
        data.append("}}")
        return data
    }

    private func errorObject(_ notice: Notice, type: StaticString) -> [UInt8] {
        var body: [UInt8] = []
        body.append("{\"type\":\"error\",\"error\":{\"type\":\"")
        body.append(type)
        body.append("\",\"message\":")
        body.append(string: notice.message)
        body.append(",\"details\":{\"error_code\":")
        body.append(string: notice.code)
        body.append("}},\"request_id\":")
        body.append(string: notice.eventID)
        body.append("}")
        return body
    }
}
