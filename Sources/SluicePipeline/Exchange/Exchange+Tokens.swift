import SluiceWire

extension Exchange {
    /// The tokens that the exchange took, in and out: the provider's count, or where it gave none a quarter of the bytes
    /// of the texts that were read.
    package var tokens: Int {
        if let counted = ledger.countedTokens { return counted }
        return Target.allCases.reduce(0) { $0 + receipt.scanned($1) } / 4
    }
}
