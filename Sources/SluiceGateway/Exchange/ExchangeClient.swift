import SluicePipeline

/// Where an exchange comes from and where its answer goes: a connection of HTTP/1.1, or a stream of one of HTTP/2.
protocol ExchangeClient: AnyObject {
    var loop: LoopState { get }
    /// The exchange that runs.
    var exchange: ActiveExchange? { get set }
    /// The peer's address; empty where it has none.
    var clientAddress: String { get }
    /// Whether the peer is a proxy whose word about its client counts.
    var isTrustedProxy: Bool { get }
    /// Whether the request was received to its end.
    var isRequestComplete: Bool { get }
    /// How many bytes of the request's body came so far.
    var bodyBytes: Int { get }
    /// Whether the client takes what is written, as far as is known.
    var isWritable: Bool { get }
    /// Whether the client is gone.
    var hasLeft: Bool { get }
    /// How many bytes of complete answers are counted as held, since the client doesn't take them.
    var unsentBytes: Int { get set }

    /// Lets the connection end behind the current answer, where it serves one answer at a time.
    func closeBehindAnswer()
    /// Writes an interim answer: the client may send the body.
    func writeContinue()
    /// Writes a part of an answer; it leaves with the next `flush()`.
    ///
    /// - Parameter isLast: Whether the answer is complete with it.
    /// - Returns: How many bytes that are, as far as the connection writes them itself.
    func write(_ head: AnswerHead?, _ body: [UInt8], isLast: Bool) -> Int
    /// Sends what was written. The client may turn out to have left.
    func flush()
    /// The exchange has written its last byte.
    func exchangeDidEnd()
    /// The answer breaks off: what was written leaves, and the message visibly lacks its end.
    func breakOff()
    /// Ends the connection, or the stream, now.
    func close()
}

/// The head of an answer as a client is to get it.
struct AnswerHead {
    var head: ResponseHead
    /// How the body is delimited; `none` for what has no body and says no length.
    var framing: BodyFraming
}
