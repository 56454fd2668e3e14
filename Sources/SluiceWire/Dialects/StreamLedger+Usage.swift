extension StreamLedger {
    /// The provider's count of tokens; nil as long as it gave none.
    package var countedTokens: (input: Int, output: Int)? {
        guard inputTokens != nil || outputTokens != nil else { return nil }
        return (inputTokens ?? 0, outputTokens ?? 0)
    }

    /// Notes the usage that an answer in one piece tells.
    package mutating func noteUsage(_ scan: borrowing PayloadScan, payload: Span<UInt8>) {
        for value in scan.values {
            switch value.name {
            case .inputTokens: inputTokens = payload.integer(in: value.range) ?? inputTokens
            case .outputTokens: outputTokens = payload.integer(in: value.range) ?? outputTokens
            default: break
            }
        }
    }

    /// Whether an event says the usage and nothing else: a chunk without a choice.
    package func isUsageAlone(_ scan: borrowing PayloadScan, payload: Span<UInt8>) -> Bool {
        var hasUsage = false
        for value in scan.values {
            if value.name == .choice { return false }
            if value.name == .usage, payload.isFilled(in: value.range) { hasUsage = true }
        }
        return hasUsage
    }
}
