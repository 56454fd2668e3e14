package import NIOCore
import NIOHTTP1
import NIOPosix

/// A provider inside the process: speaks OpenAI's and Anthropic's APIs on a port of this machine, needs no key and no
/// network, and says the same every time (`SampleScript`).
///
/// Streams leave one event at a time; `sample_delay_ms` in the body, or `delay_ms` in the query, is the pause between
/// two of them.
package struct SampleProvider: Sendable {
    /// Where it listens, on 127.0.0.1.
    package let port: Int
    private let channel: any Channel

    /// Starts it on a free port.
    package static func start(group: any EventLoopGroup) async throws -> SampleProvider {
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(SampleHandler())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        guard let port = channel.localAddress?.port else { throw ChannelError.unknownLocalAddress }
        return SampleProvider(port: port, channel: channel)
    }

    /// Accepts no more.
    package func stop() async {
        try? await channel.close().get()
    }
}
