import NIOCore
import SluicePipeline

/// One connection of a client: takes its requests one after the other and writes the answers in their order.
///
/// What comes while an exchange runs waits unread, and as long as something waits nothing more is taken from the socket.
/// (That isn't stopped before: each stop and start is a system call.) A client that shuts down its sending side has left.
final class ClientConnection: ChannelDuplexHandler, ExchangeClient, LoopConnection, Flushing {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

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
    var parser: RequestParser
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
    /// What has come and can't be taken yet.
    var waiting: ByteBuffer?
    private var isTaking = false
    /// Whether the next request is waited for.
    private var isIdle = true
    var clientAddress = ""
    var authorities: Set<String> = []

    /// Whether the client takes what is written, as far as is known.
    var isWritable = true
    var unsentBytes = 0
    var isReading = false
    /// How much was written that has not been sent.
    var unflushedBytes = 0
    var hasHeldRead = false
    var headDeadline: NIODeadline?
    var bodyStart = NIODeadline.now()
    var bodyBytes = 0

    /// Whether the connection is encrypted.
    let isSecure: Bool
    /// Whether the peer is a proxy whose word about its client counts.
    var isTrustedProxy = false

    init(loop: LoopState, isSecure: Bool) {
        self.loop = loop
        self.isSecure = isSecure
        parser = RequestParser(loop.core.limits)
    }

    /// Whether an exchange runs.
    var isBusy: Bool { exchange != nil }
    var hasLeft: Bool { phase == .closed }

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
        waiting = nil
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
        guard takesBytes else { return }
        var bytes = unwrapInboundIn(data)
        waiting.setOrWriteBuffer(&bytes)
        takeWaiting()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        flush()
        if phase == .open || phase == .closing { watchRequest() }
    }

    func read(context: ChannelHandlerContext) {
        if waiting != nil, phase != .lingering {
            hasHeldRead = true
        } else {
            context.read()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        close()
    }

    /// Whether what comes still matters.
    private var takesBytes: Bool {
        phase == .open || phase == .closing && !isRequestComplete
    }

    /// Whether what waits can be taken: one request at a time, and none while the client leaves answers unread.
    private var canTake: Bool {
        guard isRequestComplete else { return takesBytes }
        return phase == .open && exchange == nil && isWritable
    }

    /// Takes what waits, one request after the other, as far as that is possible now.
    func takeWaiting() {
        guard !isTaking else { return }
        isTaking = true
        while canTake, let bytes = waiting {
            waiting = nil
            var index = 0
            take(bytes.readableBytesUInt8Span, &index)
            guard takesBytes, index < bytes.readableBytes else { continue }
            var rest = bytes
            rest.moveReaderIndex(forwardBy: index)
            if var more = waiting { rest.writeBuffer(&more) }
            waiting = rest
        }
        isTaking = false
        settle()
    }

    private func take(_ bytes: Span<UInt8>, _ index: inout Int) {
        do throws(RequestFault) {
            while canTake {
                switch try parser.next(bytes, &index) {
                case .needsMore: return
                case .head(let head): begin(head)
                case .body(let piece):
                    bodyBytes &+= piece.count
                    exchange?.collect(bytes.extracting(piece))
                case .end:
                    isRequestComplete = true
                    timer?.clear()
                    exchange?.requestDidEnd()
                }
            }
        } catch {
            fault(error.refusal)
        }
    }

    private func begin(_ head: ReceivedHead) {
        isRequestComplete = false
        isIdle = false
        headDeadline = nil
        timer?.clear()
        bodyStart = .now()
        bodyBytes = 0
        let check = HeadCheck(
            authorities: authorities, clientAddress: clientAddress, isSecure: isSecure)
        understandsChunks = true
        do throws(RequestFault) {
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
            close(lingers: !isRequestComplete || waiting != nil)
        } else if isRequestComplete {
            takeWaiting()
        }
        loop.exchangeDidEnd()
    }

    /// Waits for the next request if none is under way, and reads on when nothing waits to be taken.
    private func settle() {
        guard phase == .open else { return }
        if isRequestComplete, exchange == nil, !isIdle {
            isIdle = true
            timer?.set(after: loop.core.limits.keepAlive)
            watchRequest()
        }
        if waiting == nil { releaseRead() }
    }

    func releaseRead() {
        guard hasHeldRead else { return }
        hasHeldRead = false
        context?.read()
    }
}
