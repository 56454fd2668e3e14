import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Opens listening sockets and sets up each accepted connection.
struct Listener {
    let group: MultiThreadedEventLoopGroup
    let loops: EventLoops
    /// The certificate; nil: in clear.
    var tls: ListenerTLS?

    /// Listens at an address.
    func bind(to address: ListenAddress) async throws -> any Channel {
        let loops = loops
        let tls = tls
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 4096)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let loop = loops.state(of: channel.eventLoop) else {
                        throw ChannelError.ioOnClosedChannel
                    }
                    let limits = loop.core.limits
                    var parser = NIOHTTPDecoderLimitConfiguration()
                    parser.maxHeaderFieldSize = limits.headBytes
                    parser.maxHeaderListSize = limits.headBytes
                    parser.maxHeaderFieldCount = limits.fields
                    let decoder = RequestDecoder(limits: parser)
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls.context)) }
                    try pipeline.addHandler(ByteToMessageHandler(decoder))
                    try pipeline.addHandler(
                        ClientConnection(loop: loop, decoder: decoder, isSecure: tls != nil))
                }
            }
            .bind(to: try address.resolve()).get()
    }
}
