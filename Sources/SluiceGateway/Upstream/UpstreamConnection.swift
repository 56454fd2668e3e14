import NIOCore

/// One connection to an upstream: carries one call at a time, and is kept for the next when the answer allows it.
final class UpstreamConnection: ChannelDuplexHandler, Flushing {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    enum Phase {
        /// The TCP connection or the TLS handshake isn't complete.
        case connecting
        /// Between two calls.
        case idle
        case awaitingHead
        case receivingBody
        /// The answer is complete, but the bytes of this read aren't all seen yet.
        case ended
        case closed
    }

    private static let informationalLimit = 16

    let pool: UpstreamPool
    var parser: ResponseParser
    var phase = Phase.connecting
    /// Whether the pool counts it as open.
    var isCounted = false
    /// Where it goes, by the place in the upstream's list.
    var place = 0
    var context: ChannelHandlerContext?
    var timer: DeadlineTimer?
    var call: UpstreamCall?
    var isReused = false
    var isReusable = true
    var isPaused = false
    var hasHeldRead = false
    private var informationalHeads = 0
    private var isWriting = false

    init(pool: UpstreamPool) {
        self.pool = pool
        parser = ResponseParser(limitBytes: pool.upstream.limits.headBytes)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        timer = DeadlineTimer(context.eventLoop) { [unowned self] in expire() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        self.context = nil
    }

    // MARK: Calls

    /// The connection stands; over TLS, the handshake begins.
    func establish(for call: UpstreamCall, handshakeUntil deadline: NIODeadline?) {
        self.call = call
        guard let deadline else { return begin(call) }
        call.didBegin(on: self)
        timer?.set(deadline)
    }

    /// Takes a call and sends its request.
    func begin(_ call: UpstreamCall) {
        guard let context else { return call.didFail(.closed, isStale: isReused) }
        self.call = call
        if phase == .connecting { pool.didEstablish(at: place) }
        phase = .awaitingHead
        informationalHeads = 0
        call.didBegin(on: self)
        parser.expectResponse(toHead: call.isHead)
        timer?.set(after: pool.upstream.limits.firstByte)
        write(call.request, context)
    }

    /// The call's consumer wants no more of the answer.
    func abandon() {
        call = nil
        isReusable = false
        context?.close(promise: nil)
    }

    /// Large requests are watched until they have left: an early answer must not make a connection with half a request
    /// on it available again.
    private func write(_ request: ByteBuffer, _ context: ChannelHandlerContext) {
        guard request.readableBytes >= FlushQueue.largeBytes else {
            context.write(wrapOutboundOut(request), promise: nil)
            return pool.flushes.add(self)
        }
        isWriting = true
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenSuccess { [weak self] in self?.isWriting = false }
        context.writeAndFlush(wrapOutboundOut(request), promise: promise)
    }

    func flushNow() {
        context?.flush()
    }

    private func expire() {
        switch phase {
        case .connecting: fail(.unreachable)
        case .awaitingHead, .receivingBody: fail(.timeout)
        case .idle, .ended: context?.close(promise: nil)
        case .closed: break
        }
    }

    func fail(_ fault: UpstreamFault) {
        isReusable = false
        let isStale = isReused && phase == .awaitingHead && fault == .closed && !parser.hasReceived
        let call = call
        let wasConnecting = phase == .connecting
        self.call = nil
        if phase != .closed { context?.close(promise: nil) }
        if let call, wasConnecting {
            pool.didFail(call, at: place, fault)
        } else {
            call?.didFail(fault, isStale: isStale)
        }
    }

    // MARK: Answers

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        let bytes = buffer.readableBytesUInt8Span
        var index = 0
        var body = BodyPieces(taking: &pool.bodyMemory)
        defer { body.giveBack(to: &pool.bodyMemory) }
        do throws(UpstreamFault) {
            while phase != .closed, let call {
                switch try parser.next(bytes, &index) {
                case .needsMore: return deliver(&body, of: bytes)
                case .head(let head): receive(head, call)
                case .body(let piece): body.append(piece, of: bytes)
                case .end:
                    phase = .ended
                    deliver(&body, of: bytes)
                    self.call?.consumer?.upstreamDidEnd()
                }
                if phase == .ended { break }
            }
            if index < bytes.count { isReusable = false }
        } catch {
            deliver(&body, of: bytes)
            fail(error)
        }
    }

    /// Hands over what one read brought of the body.
    private func deliver(_ body: inout BodyPieces, of bytes: Span<UInt8>) {
        body.deliver(of: bytes) { call?.consumer?.upstreamDidReceive($0) }
    }

    private func receive(_ head: consuming UpstreamHead, _ call: UpstreamCall) {
        guard !head.isInformational else {
            informationalHeads += 1
            if informationalHeads > Self.informationalLimit { fail(.invalid) }
            return
        }
        phase = .receivingBody
        isReusable = isReusable && head.keepsAlive
        call.didReceiveHead()
        call.consumer?.upstreamDidRespond(head)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard let call else {
            if phase == .idle, !isReusable { context.close(promise: nil) }
            return
        }
        let consumer = call.consumer
        if phase == .ended {
            finish(call)
        } else if phase == .receivingBody, !isPaused {
            timer?.set(after: pool.upstream.limits.idle)
        }
        consumer?.upstreamReadComplete()
    }

    private func finish(_ call: UpstreamCall) {
        self.call = nil
        call.didLeaveConnection()
        timer?.clear()
        resume()
        guard isReusable, !isWriting, let context, context.channel.isActive else {
            context?.close(promise: nil)
            return
        }
        phase = .idle
        isReused = true
        timer?.set(after: pool.upstream.limits.keepAlive)
        pool.keep(self)
    }
}
