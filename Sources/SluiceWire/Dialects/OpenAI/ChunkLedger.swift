/// What the ledger takes from the chunks of the OpenAI family and from the requests for them.
enum ChunkLedger {
    /// Reads the facts of a request.
    static func readRequest(
        _ scan: borrowing PayloadScan, _ payload: Span<UInt8>, _ ledger: inout StreamLedger
    ) {
        for value in scan.values {
            switch value.name {
            case .stream:
                ledger.request.isStream = payload.isEqual("true", in: value.range)
            case .includeUsage:
                ledger.request.wantsUsage = payload.isEqual("true", in: value.range)
            case .responseFormat:
                ledger.request.isStructured = !payload.isEqual("\"text\"", in: value.range)
            case .prompt:
                if payload.isNumberOrArray(at: value.range) { ledger.request.hasTokenPrompt = true }
            case .contextTokens:
                if payload.isFilled(in: value.range) { ledger.request.hasTokenPrompt = true }
            default:
                break
            }
        }
    }

    /// Notes one chunk.
    static func observe(_ scan: borrowing PayloadScan, _ payload: Span<UInt8>, _ ledger: inout StreamLedger) {
        ledger.accept()
        for value in scan.values {
            switch value.name {
            case .id, .model, .created:
                if !ledger.identity.isComplete { ledger.identity.note(value, in: payload) }
            case .choice:
                ledger.open(value.major)
            case .toolCall:
                if payload.isFilled(in: value.range) { ledger.openToolCall(value.major) }
            case .finishReason:
                if payload.isFilled(in: value.range) { ledger.close(value.major) }
            case .usage:
                if payload.isFilled(in: value.range), ledger.usage == .never { ledger.usage = ledger.now }
            case .inputTokens:
                ledger.inputTokens = payload.integer(in: value.range) ?? ledger.inputTokens
            case .outputTokens:
                ledger.outputTokens = payload.integer(in: value.range) ?? ledger.outputTokens
            default:
                break
            }
        }
        if scan.sites.contains(where: { $0.kind == .delta && !$0.range.isEmpty }) { ledger.deltas += 1 }
    }
}

extension Span where Element == UInt8 {
    /// Whether the raw JSON value in `range` says something: neither `null` nor empty.
    func isFilled(in range: Range<Int>) -> Bool {
        range.count > 2 && !isEqual("null", in: range)
    }

    /// Whether the raw JSON value in `range` is a number or an array.
    fileprivate func isNumberOrArray(at range: Range<Int>) -> Bool {
        guard let first = range.first, first >= 0, first < count else { return false }
        switch self[first] {
        case UInt8(ascii: "["), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return true
        default: return false
        }
    }
}
