/// A whole response that Sluice makes itself.
package struct Answer: Sendable {
    /// Status and header fields; the transport adds the framing fields.
    package var head: ResponseHead
    /// The body.
    package var body: [UInt8]
    /// Whether the connection is closed behind it, because what follows on it can't be trusted or isn't read.
    package var closesConnection: Bool
    /// Why the request was refused; nil for an answer that is no error.
    package var refusal: Refusal.Code?

    package init(
        head: ResponseHead, body: [UInt8] = [], closesConnection: Bool = false, refusal: Refusal.Code? = nil
    ) {
        self.head = head
        self.body = body
        self.closesConnection = closesConnection
        self.refusal = refusal
    }
}
