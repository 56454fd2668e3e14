import NIOCore
import NIOHTTP2

/// One connection of HTTP/2: counts among the loop's connections, and knows the streams on it.
final class HTTP2Connection: ChannelInboundHandler, LoopConnection {
    typealias InboundIn = HTTP2Frame

    let loop: LoopState
    let isSecure: Bool
    private(set) var clientAddress = ""
    private(set) var isTrustedProxy = false
    private var context: ChannelHandlerContext?
    private var streams: [ObjectIdentifier: HTTP2Stream] = [:]
    private var isClosing = false

    init(loop: LoopState, isSecure: Bool) {
        self.loop = loop
        self.isSecure = isSecure
    }

    var isBusy: Bool { streams.values.contains { $0.exchange != nil } }

    func add(_ stream: HTTP2Stream) {
        streams[ObjectIdentifier(stream)] = stream
    }

    func remove(_ stream: HTTP2Stream) {
        streams[ObjectIdentifier(stream)] = nil
        if isClosing, streams.isEmpty { context?.close(promise: nil) }
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        clientAddress = context.channel.remoteAddress?.ipAddress ?? ""
        isTrustedProxy = loop.core.trustedProxies.contains { $0.contains(clientAddress) }
        if !loop.add(self) { context.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        loop.remove(self)
        context.fireChannelInactive()
    }

    /// A fault of the connection: NIOHTTP2 has written what RFC 9113 asks for.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Says to the client that no further stream is served (RFC 9113, section 6.8).
    func drain() {
        context?.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }

    func endForShutdown() {
        for stream in streams.values { stream.exchange?.endForShutdown() }
    }

    func close(lingers: Bool) {
        guard !isClosing else { return }
        isClosing = true
        for stream in streams.values where stream.exchange == nil { stream.close() }
        context?.flush()
        if streams.isEmpty { context?.close(promise: nil) }
    }

    func keepAlive(_ silence: SilenceClock) {
        for stream in streams.values { stream.exchange?.keepAlive(silence) }
    }
}
