import NIOCore
import NIOTLS

/// Waits until it is known which protocol a new connection speaks: by ALPN behind TLS, by its first bytes in clear.
///
/// Until then the connection counts, and has as long as a request's head has.
final class ProtocolChoice: ChannelInboundHandler, RemovableChannelHandler, LoopConnection {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// What a connection of HTTP/2 begins with (RFC 9113, section 3.4).
    private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

    private let loop: LoopState
    private let isSecure: Bool
    /// Adds the handlers of HTTP/2, or of HTTP/1.1, to the end of the pipeline.
    private let install: (Bool) throws -> Void
    private var timer: DeadlineTimer?
    private var context: ChannelHandlerContext?
    private var received: ByteBuffer?

    init(loop: LoopState, isSecure: Bool, install: @escaping (_ isHTTP2: Bool) throws -> Void) {
        self.loop = loop
        self.isSecure = isSecure
        self.install = install
    }

    var isBusy: Bool { false }
    func drain() {}
    func endForShutdown() { context?.close(promise: nil) }
    func close(lingers: Bool) { context?.close(promise: nil) }
    func keepAlive(_ silence: SilenceClock) {}

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        timer = DeadlineTimer(context.eventLoop) { [unowned self] in close(lingers: false) }
        timer?.set(after: loop.core.limits.head)
        if !loop.add(self) { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        loop.remove(self)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        guard !isSecure else { return context.fireChannelRead(data) }
        received.setOrWriteBuffer(&bytes)
        let view = received?.readableBytesView.prefix(Self.preface.count) ?? []
        guard Self.preface.starts(with: view) else { return choose(isHTTP2: false) }
        if view.count == Self.preface.count { choose(isHTTP2: true) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard isSecure, case .handshakeCompleted(let negotiated) = event as? TLSUserEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        choose(isHTTP2: negotiated == "h2")
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func choose(isHTTP2: Bool) {
        guard let context else { return }
        timer?.cancel()
        loop.remove(self)
        do {
            try install(isHTTP2)
        } catch {
            return context.close(promise: nil)
        }
        context.fireChannelActive()
        if let received {
            context.fireChannelRead(wrapInboundOut(received))
            context.fireChannelReadComplete()
        }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
