import NIOCore
import NIOHTTP1
import SluicePipeline

/// One connection of a client: takes its requests one after the other and writes the answers in their order.
///
/// What comes while an exchange runs waits in a queue, and as long as something waits nothing more is read. (Reading is
/// not stopped before that: each stop and start is a system call.) A client that shuts down its sending side has left.
final class ClientConnection: ChannelDuplexHandler, ExchangeClient, LoopConnection, Flushing {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    /// What the parser reported.
    enum Event {
        case part(HTTPServerRequestPart)
        case fault(Refusal)
    }

    enum Phase {
        /// Requests are taken.
        case open
        /// The current answer is the last one.
        case closing
        /// The answer is out, the sending side is shut down; what still comes is thrown away.
        case lingering
        case closed
    }

    let loop: LoopState
    let decoder: RequestDecoder
    var context: ChannelHandlerContext?
    var timer: DeadlineTimer?
    var phase = Phase.open
    /// The exchange that runs.
    var exchange: ActiveExchange?
    /// Whether the last request was received to its end.
    var isRequestComplete = true
    /// Whether the client understands chunks: HTTP/1.1 does, 1.0 doesn't.
    var understandsChunks = true
    /// Whether the answer that is being written is delimited by chunks.
    var isChunked = false
    /// Whether the end of the connection is the end of the answer that is being written.
    var endsByClose = false
    /// What came while an exchange was running.
    var queue = CircularBuffer<Event>(initialCapacity: 1)
    var isDrainingQueue = false
    var clientAddress = ""
    var authorities: Set<String> = []

    var unsentBytes = 0
    var isReading = false
    /// How much was written that has not been sent.
    var unflushedBytes = 0
    var hasHeldRead = false
    /// Where in the connection's bytes the current request, or the wait for it, begins.
    var requestStart = 0
    var headDeadline: NIODeadline?
    var bodyStart = NIODeadline.now()
    var bodyBytes = 0

    /// Whether the connection is encrypted.
    let isSecure: Bool
    /// Whether the peer is a proxy whose word about its client counts.
    var isTrustedProxy = false

    init(loop: LoopState, decoder: RequestDecoder, isSecure: Bool = false) {
        self.loop = loop
        self.isSecure = isSecure
        self.decoder = decoder
    }

    /// Whether an exchange runs.
    var isBusy: Bool { exchange != nil }
    var hasLeft: Bool { phase == .closed }

    /// Whether what the parser reports still matters.
    private var takesEvents: Bool {
        phase == .open || phase == .closing && !isRequestComplete
    }

    private var isBlocked: Bool {
        !queue.isEmpty || exchange != nil && isRequestComplete
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        timer = DeadlineTimer(context.eventLoop) { [unowned self] in expire() }
        clientAddress = context.channel.remoteAddress?.ipAddress ?? ""
        isTrustedProxy = loop.core.trustedProxies.contains { $0.contains(clientAddress) }
        if let address = context.channel.localAddress, let port = address.port {
            for host in [address.ipAddress ?? "", "localhost"] { authorities.insert("\(host):\(port)") }
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        let hasRoom = loop.add(self)
        headDeadline = .now() + loop.core.limits.head
        timer?.set(after: loop.core.limits.head)
        if !hasRoom {
            refuse(Refusal(.overloaded, "Too many connections; try again shortly.", closesConnection: true))
            flush()
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        phase = .closed
        timer?.cancel()
        timer = nil
        queue.removeAll()
        releaseUnsent()
        let exchange = exchange
        self.exchange = nil
        exchange?.clientDidLeave()
        loop.remove(self)
        context.fireChannelInactive()
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        guard takesEvents else { return }
        accept(.part(unwrapInboundIn(data)))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        flush()
        if phase == .open || phase == .closing { watchRequest() }
    }

    func read(context: ChannelHandlerContext) {
        if !queue.isEmpty, phase != .lingering {
            hasHeldRead = true
        } else {
            context.read()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            return close()
        }
        guard takesEvents else { return }
        accept(.fault(Refusal(error)))
        flush()
    }

    private func accept(_ event: Event) {
        if isBlocked {
            queue.append(event)
        } else {
            take(event)
        }
    }

    private func take(_ event: Event) {
        switch event {
        case .fault(let refusal):
            fault(refusal)
        case .part(.head(let head)):
            begin(head)
        case .part(.body(let bytes)):
            bodyBytes &+= bytes.readableBytes
            exchange?.collect(bytes)
        case .part(.end):
            isRequestComplete = true
            requestStart = decoder.bytesReceived
            timer?.clear()
            if let exchange {
                exchange.requestDidEnd()
            } else {
                nextRequest()
            }
        }
    }

    private func begin(_ head: HTTPRequestHead) {
        isRequestComplete = false
        headDeadline = nil
        timer?.clear()
        bodyStart = .now()
        bodyBytes = 0
        let check = HeadCheck(
            authorities: authorities, clientAddress: clientAddress, isSecure: isSecure)
        understandsChunks = true
        do throws(HeadCheck.Failed) {
            let passed = try check.check(head)
            understandsChunks = passed.understandsChunks
            start(passed)
        } catch {
            refuse(error.refusal, status: error.status, of: head)
        }
    }

    // MARK: The end of an exchange

    /// The running exchange has written its last byte.
    func exchangeDidEnd() {
        exchange = nil
        if phase == .closing {
            close(lingers: !isRequestComplete || !queue.isEmpty)
        } else if isRequestComplete {
            nextRequest()
        }
        loop.exchangeDidEnd()
    }

    /// Takes what waits in the queue, and reads on when nothing does.
    func nextRequest() {
        guard phase == .open, !isDrainingQueue else { return }
        isDrainingQueue = true
        defer { isDrainingQueue = false }
        while phase == .open, let event = queue.first, exchange == nil || !isRequestComplete {
            guard !isRequestComplete || context?.channel.isWritable ?? false else { return }
            queue.removeFirst()
            take(event)
        }
        guard phase == .open, exchange == nil || !isRequestComplete, queue.isEmpty else { return }
        if isRequestComplete {
            headDeadline = nil
            timer?.set(after: loop.core.limits.keepAlive)
        }
        releaseRead()
    }

    func releaseRead() {
        guard hasHeldRead else { return }
        hasHeldRead = false
        context?.read()
    }
}
