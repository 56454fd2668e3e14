import NIOCore

/// One request to an upstream and its answer, over one connection, or two when the first was stale.
final class UpstreamCall {
    /// The request, head and body.
    private(set) var request: ByteBuffer
    /// Whether it is a HEAD request.
    let isHead: Bool
    /// Nil as soon as nobody wants the answer any more.
    private(set) var consumer: (any UpstreamConsumer)?
    private let pool: UpstreamPool
    private var connection: UpstreamConnection?
    private var hasRetried = false
    private var isPaused = false
    /// The addresses at which no connection came about for it, by their places in the upstream's list.
    var tried: [Int] = []

    /// Makes a call; `start()` sends it.
    init(request: ByteBuffer, isHead: Bool, pool: UpstreamPool, consumer: any UpstreamConsumer) {
        self.request = request
        self.isHead = isHead
        self.pool = pool
        self.consumer = consumer
    }

    /// Sends the request on a kept connection, or on a new one.
    func start() {
        pool.begin(self)
    }

    /// The consumer wants no more: the connection is closed at once, unless the answer was complete.
    func cancel() {
        consumer = nil
        let connection = connection
        self.connection = nil
        connection?.abandon()
    }

    /// Reads no more of the answer until `resume()`.
    func pause() {
        guard !isPaused else { return }
        isPaused = true
        connection?.pause()
    }

    /// Goes on reading.
    func resume() {
        guard isPaused else { return }
        isPaused = false
        connection?.resume()
    }

    /// A connection took the call.
    func didBegin(on connection: UpstreamConnection) {
        self.connection = connection
        if isPaused { connection.pause() }
    }

    /// The answer began: from here on nothing is sent a second time.
    func didReceiveHead() {
        var sent = ByteBuffer()
        swap(&sent, &request)
        pool.requestMemory.giveBack(sent)
    }

    /// The answer is complete, or its connection is lost to it.
    func didLeaveConnection() {
        connection = nil
    }

    /// The connection failed.
    ///
    /// - Parameter isStale: It had been kept from an earlier request and closed before any byte of this answer, so that
    ///   the request may be sent once more, on a new one.
    func didFail(_ fault: UpstreamFault, isStale: Bool) {
        connection = nil
        guard consumer != nil else { return }
        if isStale, !hasRetried {
            hasRetried = true
            pool.retry(self)
        } else {
            let consumer = consumer
            self.consumer = nil
            consumer?.upstreamDidFail(fault)
        }
    }
}
