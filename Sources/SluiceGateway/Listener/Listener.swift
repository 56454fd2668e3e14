import NIOCore
import NIOHTTP2
import NIOPosix
import NIOSSL

/// Opens listening sockets and sets up each accepted connection.
struct Listener {
    let group: MultiThreadedEventLoopGroup
    let loops: EventLoops
    /// The certificate; nil: in clear.
    var tls: ListenerTLS?
    /// What is offered of HTTP/2; nil: nothing.
    var http2: HTTP2Options?

    /// Listens at an address.
    func bind(to address: ListenAddress) async throws -> any Channel {
        let loops = loops
        let tls = tls
        let http2 = http2
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 4096)
            .childChannelOption(.recvAllocator, value: ReceiveSizes.fromClient)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let loop = loops.state(of: channel.eventLoop) else {
                        throw ChannelError.ioOnClosedChannel
                    }
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls.context)) }
                    let isSecure = tls != nil
                    guard let http2 else { return try Self.addHTTP1(pipeline, loop, isSecure) }
                    try pipeline.addHandler(
                        ProtocolChoice(loop: loop, isSecure: isSecure) { isHTTP2 in
                            let pipeline = channel.pipeline.syncOperations
                            if isHTTP2 {
                                try Self.addHTTP2(pipeline, loop, isSecure, http2)
                            } else {
                                try Self.addHTTP1(pipeline, loop, isSecure)
                            }
                        })
                }
            }
        if let path = address.path {
            return try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        }
        return
            try await bootstrap
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(to: try address.resolve()).get()
    }

    private static func addHTTP1(
        _ pipeline: ChannelPipeline.SynchronousOperations, _ loop: LoopState, _ isSecure: Bool
    ) throws {
        try pipeline.addHandler(ClientConnection(loop: loop, isSecure: isSecure))
    }
}
