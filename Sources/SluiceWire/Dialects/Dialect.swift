/// The wire format of one API, as data: where its texts stand, and how its streams and errors are written.
///
/// A dialect is a value without state; what it must remember of a stream is in the stream's `StreamLedger`.
package protocol Dialect: Sendable {
    /// The name in logs and receipts, such as `openai.chat`.
    var name: String { get }

    /// Where the texts of a request's body stand.
    var request: PathTable { get }

    /// Where the texts of a whole answer stand.
    var answer: PathTable { get }

    /// Where the texts of one event's data stand.
    var event: PathTable { get }

    /// Where the texts of a body with a status of 400 or more stand.
    var errorAnswer: PathTable { get }

    /// Notes what endings need to know of the request.
    ///
    /// - Parameters:
    ///   - scan: What `request` found in `payload`.
    ///   - payload: The request's body.
    ///   - ledger: The ledger of the exchange; its `request` is filled in.
    func readRequest(_ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger)

    /// Notes one event as it is accepted, in the order of the stream.
    ///
    /// Gives the event the next number, `ledger.accepted`, and sets `ledger.closed` to the majors whose channels
    /// ended with it.
    ///
    /// - Parameters:
    ///   - scan: What `event` found in `payload`.
    ///   - payload: The event's data.
    ///   - ledger: The ledger of the exchange.
    func observe(_ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger)

    /// Whether a file in a request is a list of requests, one a line.
    var takesLists: Bool { get }

    /// Whether an answer that is a JSON array is a stream of its elements.
    var streamsArray: Bool { get }

    /// Whether a stream says its usage only when it is asked to, in an event of its own
    /// (`stream_options.include_usage`).
    var streamsUsageOnRequest: Bool { get }

    /// Whether `noteDelivery` wants to see the events that leave.
    var followsDelivery: Bool { get }

    /// Notes one event as it left, its texts edited.
    ///
    /// - Parameters:
    ///   - scan: What `event` found in `payload`.
    ///   - payload: The event's data, as the client gets it.
    ///   - ledger: The ledger of the exchange.
    func noteDelivery(_ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger)

    /// Whether `data` is the event that ends a stream and is no JSON, `[DONE]`.
    func isTerminator(_ data: Span<UInt8>) -> Bool

    /// The JSON body of an error answer, sent in place of an answer of which nothing has left yet.
    func errorBody(_ notice: Notice) -> [UInt8]

    /// The bytes that end a stream of which a part has left: complete events, blank lines included.
    ///
    /// They continue the events that `ledger.deliver(through:)` named; what else was accepted never happened.
    /// A soft ending is only possible where the dialect has one and the stream has properly begun; else it is hard.
    func ending(_ style: EndingStyle, notice: Notice, ledger: StreamLedger) -> [UInt8]

    /// The value, as raw JSON, that takes the place of the finish reason in the event that the blocked text began in;
    /// `nil` where events with text never carry one.
    var filteredFinishReason: [UInt8]? { get }

    /// An event without meaning that keeps a silent connection open; `nil` where clients stumble over any.
    var keepalive: [UInt8]? { get }
}

extension Dialect {
    /// Nothing is needed.
    package func readRequest(_ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger)
    {}

    /// Files are texts.
    package var takesLists: Bool { false }

    /// An array is one answer.
    package var streamsArray: Bool { false }

    /// The usage comes unasked, or never.
    package var streamsUsageOnRequest: Bool { false }

    /// Endings need nothing that has left.
    package var followsDelivery: Bool { false }

    /// Nothing is noted.
    package func noteDelivery(_ scan: borrowing PayloadScan, payload: Span<UInt8>, ledger: inout StreamLedger)
    {}

    /// Only `[DONE]`: clients match it by prefix, but what stands behind it would pass unread.
    package func isTerminator(_ data: Span<UInt8>) -> Bool {
        data.isEqual("[DONE]", in: 0..<data.count)
    }

    /// None.
    package var filteredFinishReason: [UInt8]? { nil }
}
