/// One link of the chain.
///
/// A stage is pure: it sees the exchange, may edit it, may answer it, may attach a filter to the response. It does
/// no I/O and awaits nothing, so that a chain runs on an event loop without a hop, and offline replay runs the very
/// same code. It is built once from its options and shared by all event loops: state belongs to the exchange.
///
/// `admit` and `receive` run down the list, `respond` runs back up, so that the order in the file is the order of
/// the onion. Every method has a default that does nothing.
package protocol Stage: Sendable {
    /// The name in the configuration, such as `body_limit`.
    static var name: String { get }

    /// Sees the head before the body is read.
    func admit(_ exchange: inout Exchange) -> Outcome

    /// Sees the whole request; `exchange.body` is complete.
    func receive(_ exchange: inout Exchange) -> Outcome

    /// Sees the head of the response, an upstream's or Sluice's own, on its way to the client.
    func respond(_ head: inout ResponseHead, _ exchange: inout Exchange)
}

extension Stage {
    package func admit(_ exchange: inout Exchange) -> Outcome { .next }
    package func receive(_ exchange: inout Exchange) -> Outcome { .next }
    package func respond(_ head: inout ResponseHead, _ exchange: inout Exchange) {}
}
