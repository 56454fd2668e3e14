package import NIOCore

/// Times and sizes that bound what a client can take.
package struct ClientLimits: Sendable, Equatable {
    /// From the connection, or the first byte of a later request, to the last byte of its head.
    package var head = TimeAmount.seconds(10)
    /// Between two reads of a request's body.
    ///
    /// Beside it the body has to come with a kilobyte per second at the least.
    package var bodyIdle = TimeAmount.seconds(30)
    /// Between two requests.
    package var keepAlive = TimeAmount.seconds(75)
    /// How long a client may leave an answer unread.
    package var sendIdle = TimeAmount.seconds(60)
    /// How long the rest of a refused request is read and thrown away before the connection is closed.
    package var linger = TimeAmount.seconds(2)
    /// The largest request head, in bytes.
    package var headBytes = 64 * 1024
    /// The most header fields.
    package var fields = 200
    /// The largest request body where no stage sets a limit, in bytes.
    package var bodyBytes = 100 * 1024 * 1024
    /// Bodies larger than this are judged on a worker thread, in bytes.
    package var inlineBytes = 256 * 1024
    /// The SQLite file in which `limit` keeps its counts; nil: memory only.
    package var storePath: String?
    /// Bytes that all exchanges may hold together, of requests and of answers; nil: no bound.
    package var heldBytes: Int?
    /// Connections at one time, all event loops together.
    package var connections = 10_000

    package init() {}

    /// Until when more of a body has to come.
    ///
    /// - Parameters:
    ///   - start: When its head was there.
    ///   - bytes: How many of it have come.
    func bodyDeadline(since start: NIODeadline, bytes: Int) -> NIODeadline {
        min(.now() + bodyIdle, start + bodyIdle + .milliseconds(Int64(bytes)))
    }
}
