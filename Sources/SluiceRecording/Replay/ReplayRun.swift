package import SluicePipeline

/// The response of one exchange on its way through a chain.
///
/// A value: a copy is a fork, which goes on from here by itself.
package struct ReplayRun: Sendable {
    /// The head that went to the client; nil as long as it is held.
    package private(set) var head: ResponseRelay.Head?
    private var relay: ResponseRelay

    init(chain: Chain, exchange: Exchange, head: ResponseHead, contentLength: Int?) {
        relay = ResponseRelay(chain: chain, exchange: exchange)
        relay.open(head, contentLength: contentLength)
        self.head = relay.takeHead()
    }

    /// Where the response stands.
    package var state: ResponseRelay.State { relay.state }
    /// What the rules found so far, in the request and in the response.
    package var findings: [Finding] { relay.exchange.findings }
    /// What was looked at so far.
    package var receipt: Receipt { relay.exchange.receipt }
    /// The tags that were set.
    package var tags: [String] { relay.exchange.tags }

    /// Takes a piece of the provider's body; adds what the client gets now.
    package mutating func push(_ bytes: Span<UInt8>, into sent: inout [UInt8]) {
        relay.push(bytes)
        take(into: &sent)
    }

    /// The provider's body is complete; adds what the client gets now.
    package mutating func finish(into sent: inout [UInt8]) {
        relay.finish()
        take(into: &sent)
    }

    /// The provider broke off; adds what the client gets now.
    package mutating func fail(_ refusal: Refusal, into sent: inout [UInt8]) {
        relay.fail(refusal)
        take(into: &sent)
    }

    private mutating func take(into sent: inout [UInt8]) {
        if let head = relay.takeHead() { self.head = head }
        sent += relay.output
        relay.output.removeAll(keepingCapacity: true)
    }
}
