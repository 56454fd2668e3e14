/// What a stage attaches to look at the body of the response on its way to the client.
///
/// A value with state over bytes and an explicit end, so that nothing held can be lost; it does no I/O.
package protocol ResponseFilter: Sendable {
    /// Sees the head of the upstream's response and says how the body is to be treated.
    ///
    /// - Parameter isBodyless: No body follows (HEAD, 204, 304).
    mutating func open(_ head: inout ResponseHead, isBodyless: Bool, _ exchange: inout Exchange) -> FilterStep

    /// Takes bytes of the body as they come; appends those that may go on to `out`.
    mutating func push(_ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange)
        -> FilterStep

    /// The body ended as its framing promised: what is held is decided now.
    mutating func finish(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep

    /// The body broke off: what is decided goes out, then the dialect's error.
    mutating func fail(_ refusal: Refusal, into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep

    /// How many bytes wait for a decision.
    var heldBytes: Int { get }

    /// An event without meaning that may leave now, between two events of a stream; nil where the answer takes none.
    ///
    /// It is no part of the answer: nothing is decided, counted or remembered because of it.
    func keepalive(_ exchange: Exchange) -> [UInt8]?
}

extension ResponseFilter {
    /// Nothing waits.
    package var heldBytes: Int { 0 }

    /// None.
    package func keepalive(_ exchange: Exchange) -> [UInt8]? { nil }
}

/// What a response filter says after each call.
package enum FilterStep: Sendable {
    /// Go on. Bytes in `out` may leave now; an empty `out` means that all is held.
    case more
    /// The same, and the body's length is unchanged: no byte of it will be held or edited.
    case passes
    /// The body is complete with the bytes in `out`; what the upstream still sends is of no interest.
    case ended
    /// Instead of the response, if its head hasn't left yet, this refusal is answered; otherwise the message is broken off.
    case refuse(Refusal)
    /// The message is broken off visibly once the bytes in `out` have left.
    case abort
}
