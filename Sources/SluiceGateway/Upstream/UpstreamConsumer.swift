/// Who takes an upstream's answer: called on the event loop, in the order of the answer.
///
/// What several calls brought between two `upstreamReadComplete()` may leave as one write.
protocol UpstreamConsumer: AnyObject {
    /// The head is there, the final one.
    func upstreamDidRespond(_ head: consuming UpstreamHead)
    /// Bytes of the body are there.
    func upstreamDidReceive(_ bytes: Span<UInt8>)
    /// The body is complete.
    func upstreamDidEnd()
    /// There will be no answer, or no more of it.
    func upstreamDidFail(_ fault: UpstreamFault)
    /// For now nothing more comes.
    func upstreamReadComplete()
}
