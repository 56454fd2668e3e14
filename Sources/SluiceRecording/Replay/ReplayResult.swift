package import SluicePipeline

/// What the client of a replayed exchange gets, and how it came about.
package struct ReplayResult: Sendable {
    /// The state after one piece of the provider's body, or after its end.
    package struct Step: Sendable, Equatable {
        /// Bytes of the body that had come from the provider.
        package var received: Int
        /// Bytes of the body that had gone to the client.
        package var sent: Int
    }

    /// The status code.
    package let status: Int
    /// The header fields, framing fields not among them.
    package let fields: HeaderFields
    /// How the body is delimited.
    package let framing: BodyFraming
    /// The body.
    package let body: [UInt8]
    /// Whether the message ends as its framing promises; false: the connection is closed in the middle of it.
    package let isComplete: Bool
    /// Why the chain refused the request; nil when it was forwarded.
    package let refusal: Refusal.Code?
    /// The body that was forwarded to the provider; nil when the chain answered by itself.
    package let forwarded: [UInt8]?
    /// What had been sent after each piece; the last step is the end.
    package let steps: [Step]
    /// What the rules found, in the request and in the response.
    package let findings: [Finding]
    /// What was looked at; with the lines of the tables, where the replay keeps them.
    package let receipt: Receipt
    /// The tags that were set.
    package let tags: [String]

    init(answer: Answer, exchange: Exchange) {
        status = answer.head.status
        fields = answer.head.fields
        framing = .length(answer.body.count)
        body = answer.body
        isComplete = true
        refusal = answer.refusal
        forwarded = nil
        steps = []
        findings = exchange.findings
        receipt = exchange.receipt
        tags = exchange.tags
    }

    init(run: ReplayRun, forwarded: [UInt8], body: [UInt8], steps: [Step]) {
        status = run.head?.head.status ?? 0
        fields = run.head?.head.fields ?? HeaderFields()
        framing = run.head?.framing ?? .none
        self.body = body
        refusal = nil
        isComplete = run.state == .complete
        self.forwarded = forwarded
        self.steps = steps
        findings = run.findings
        receipt = run.receipt
        tags = run.tags
    }

    /// The most bytes that were held back after any piece; exact for an answer that isn't edited.
    package var largestHoldBytes: Int {
        steps.dropLast().reduce(0) { max($0, $1.received - $1.sent) }
    }
}
