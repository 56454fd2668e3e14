import NIOCore
import NIOTLS

/// Back-pressure, the TLS handshake, and how a connection ends.
extension UpstreamConnection {
    /// Reads no more until `resume()`; the clock for the next byte stands still.
    func pause() {
        isPaused = true
        if phase == .receivingBody { timer?.clear() }
    }

    func resume() {
        guard isPaused else { return }
        isPaused = false
        if phase == .receivingBody { timer?.set(after: pool.upstream.limits.idle) }
        guard hasHeldRead else { return }
        hasHeldRead = false
        context?.read()
    }

    func read(context: ChannelHandlerContext) {
        if isPaused {
            hasHeldRead = true
        } else {
            context.read()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if phase == .connecting, case .handshakeCompleted? = event as? TLSUserEvent, let call {
            timer?.clear()
            begin(call)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard phase != .ended else {
            isReusable = false
            return
        }
        let fault = UpstreamFault(error)
        fail(phase == .connecting && fault != .closed ? .tls : fault)
    }

    func channelInactive(context: ChannelHandlerContext) {
        let wasIdle = phase == .idle
        let wasConnecting = phase == .connecting
        timer?.cancel()
        if let call, phase == .receivingBody, parser.endsWithConnection {
            phase = .ended
            call.consumer?.upstreamDidEnd()
        }
        if let call, phase == .ended {
            phase = .closed
            self.call = nil
            call.didLeaveConnection()
            call.consumer?.upstreamReadComplete()
        } else if call != nil {
            fail(wasConnecting ? .tls : .closed)
        }
        phase = .closed
        pool.didClose(self, wasIdle: wasIdle)
        context.fireChannelInactive()
    }
}
