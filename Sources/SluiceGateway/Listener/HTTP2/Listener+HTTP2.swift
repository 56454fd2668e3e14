import NIOCore
import NIOHTTP2

extension Listener {
    /// What a stream may send before it has to wait, in bytes.
    private static let streamWindow = 256 << 10
    /// What all streams of a connection may send together.
    private static let connectionWindow = 1 << 20

    /// A client that is silent for so long is asked whether it is still there.
    private static let pingInterval = TimeAmount.seconds(60)
    private static let pingTimeout = TimeAmount.seconds(20)

    /// Adds the handlers of a connection of HTTP/2.
    ///
    /// What NIOHTTP2 bounds beside the options, with values of its own: empty frames, continuations, control frames and
    /// faults of streams.
    static func addHTTP2(
        _ pipeline: ChannelPipeline.SynchronousOperations, _ loop: LoopState, _ isSecure: Bool,
        _ options: HTTP2Options
    ) throws {
        let limits = loop.core.limits
        var connectionLimits = NIOHTTP2Handler.ConnectionConfiguration()
        connectionLimits.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: options.streams),
            HTTP2Setting(parameter: .maxHeaderListSize, value: limits.headBytes),
            HTTP2Setting(parameter: .initialWindowSize, value: streamWindow),
        ]
        connectionLimits.targetWindowSize = connectionWindow
        var streamLimits = NIOHTTP2Handler.StreamConfiguration()
        streamLimits.targetWindowSize = streamWindow
        streamLimits.outboundBufferSizeHighWatermark = 64 << 10
        streamLimits.outboundBufferSizeLowWatermark = 32 << 10
        streamLimits.streamResetFrameRateLimit.maximumCount = options.resets
        streamLimits.streamResetFrameRateLimit.windowLength = options.resetWindow
        let management = NIOHTTP2ServerConnectionManagementHandler(
            eventLoop: loop.eventLoop,
            configuration: .init(
                maxIdleTime: limits.keepAlive, maxAge: nil, maxGraceTime: nil,
                keepalive: .init(pingInterval: pingInterval, ackTimeout: pingTimeout)))
        let connection = HTTP2Connection(loop: loop, isSecure: isSecure)
        try pipeline.addHandler(FlushConsolidation(loop.flushes))
        let bound = NIOLoopBound(connection, eventLoop: loop.eventLoop)
        _ = try pipeline.configureHTTP2Pipeline(
            mode: .server, connectionConfiguration: connectionLimits, streamConfiguration: streamLimits,
            streamDelegate: management.http2StreamDelegate
        ) { stream in
            stream.eventLoop.makeCompletedFuture {
                try stream.pipeline.syncOperations.addHandler(HTTP2Stream(on: bound.value))
            }
        }
        try pipeline.addHandler(management)
        try pipeline.addHandler(connection)
    }
}
