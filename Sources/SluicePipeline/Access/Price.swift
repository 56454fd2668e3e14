/// What a model costs, for each million tokens, in whatever currency the operator counts in.
package struct Price: Sendable, Equatable {
    /// For a million tokens that go in.
    package var input: Double
    /// For a million tokens that come out.
    package var output: Double

    package init(input: Double, output: Double) {
        self.input = input
        self.output = output
    }

    /// What a usage costs, in millionths.
    package func cost(of usage: TokenUsage) -> Int {
        let cost = (Double(usage.input) * input + Double(usage.output) * output).rounded(.up)
        return cost < 1e15 ? Int(cost) : 1_000_000_000_000_000
    }
}

/// Tokens in and out.
package struct TokenUsage: Sendable, Equatable {
    package var input: Int
    package var output: Int

    package init(input: Int, output: Int) {
        self.input = max(0, input)
        self.output = max(0, output)
    }

    /// Both together.
    package var total: Int { input.addingReportingOverflow(output).partialValue }
}
