import SluiceWire

extension Exchange {
    /// The tokens that the exchange took: the provider's count, or where it gave none a quarter of the bytes of the texts
    /// that were read.
    package var usage: TokenUsage {
        if let counted = ledger.countedTokens {
            return TokenUsage(input: counted.input, output: counted.output)
        }
        return TokenUsage(input: estimate(.request), output: estimate(.response))
    }

    private func estimate(_ side: Target.Side) -> Int {
        Target.allCases.reduce(0) { $0 + ($1.side == side ? receipt.scanned($1) : 0) } / 4
    }
}
