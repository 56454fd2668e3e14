/// OpenAI Responses, `POST /v1/responses`, and what is read of a stored response below that path.
///
/// A stream says each text up to five times: in deltas, and again when the text, its part, its item and the response
/// are done. Every repeat is inspected like a text of its own, so that it loses what its deltas lost.
package struct Responses: Dialect {
    package let name = "openai.responses"
    package let request = PathTable(side: .request, Self.requestEntries)
    package let answer = PathTable(side: .response, Self.answerEntries)
    package let event = PathTable(side: .response, unnamed: .delta, Self.eventEntries)
    package let keepalive: [UInt8]? = [UInt8](": sluice\n\n".utf8)

    /// Makes the dialect.
    package init() {}

    package var errorAnswer: PathTable { OpenAIError.table }

    /// An ending says again what was delivered.
    package var followsDelivery: Bool { true }

    package func readRequest(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        for value in scan.values {
            switch value.name {
            case .stream: ledger.request.isStream = payload.isEqual("true", in: value.range)
            case .responseFormat: ledger.request.isStructured = !payload.isEqual("\"text\"", in: value.range)
            case .serverState:
                if payload.isFilled(in: value.range) { ledger.request.hasServerState = true }
            case .inputType:
                if payload.isEqual("\"item_reference\"", in: value.range) {
                    ledger.request.hasServerState = true
                }
            default: break
            }
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
            case .id, .model, .created:
                if !ledger.identity.isComplete { ledger.identity.note(value, in: payload) }
            case .eventType: type = value.range
            case .outputIndex: index = value.major
            case .inputTokens: ledger.inputTokens = payload.integer(in: value.range) ?? ledger.inputTokens
            case .outputTokens: ledger.outputTokens = payload.integer(in: value.range) ?? ledger.outputTokens
            default: break
            }
        }
        guard let type else { return }
        if payload.isEqual("\"response.created\"", in: type) {
            if ledger.start == .never { ledger.start = ledger.now }
        } else if payload.isEqual("\"response.output_item.added\"", in: type) {
            ledger.open(index)
        } else if payload.isEqual("\"response.output_item.done\"", in: type) {
            ledger.close(index)
        } else if ["completed", "incomplete", "failed", "cancelled"].contains(where: {
            payload.isResponseEvent($0, in: type)
        }) {
            ledger.closeAll()
            if ledger.completion == .never { ledger.completion = ledger.now }
        }
    }

    package func noteDelivery(
        _ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger
    ) {
        ledger.response.note(scan, payload: payload)
    }

    package func errorBody(_ notice: Notice) -> [UInt8] { OpenAIError.body(notice) }

    /// A soft ending closes what is open with the text that was delivered, and calls the response incomplete.
    ///
    /// Behind the response's own end only an error can still tell.
    package func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8] {
        var frames = ResponseFrames(ledger)
        if case .soft(let refusalText) = style, notice.status < 500, ledger.hasLeft(ledger.start),
            !ledger.hasLeft(ledger.completion)
        {
            frames.end(refusalText: refusalText)
        } else {
            frames.fail(notice)
        }
        return frames.writer.bytes
    }
}

extension Span where Element == UInt8 {
    /// Whether the raw string is `response.` and this name.
    fileprivate func isResponseEvent(_ name: String, in range: Range<Int>) -> Bool {
        bytes(in: range).elementsEqual("\"response.\(name)\"".utf8)
    }
}
