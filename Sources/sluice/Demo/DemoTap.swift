import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A relay in front of the sample provider that notes what it sends, and when.
struct DemoTap {
    /// The port to connect to in place of the provider's.
    let port: Int

    /// What came since `listen()`; nil while nobody listens.
    private let answer: NIOLockedValueBox<TimedAnswer?>

    /// Starts to relay to a port of this machine; ends with the event loops.
    init(to provider: Int, on group: any EventLoopGroup) throws {
        let answer = NIOLockedValueBox<TimedAnswer?>(nil)
        self.answer = answer
        let listener = try ServerBootstrap(group: group)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { client in
                ClientBootstrap(group: client.eventLoop)
                    .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .connect(host: "127.0.0.1", port: provider)
                    .flatMapThrowing { upstream in
                        try client.pipeline.syncOperations.addHandler(Relay(to: upstream) { _ in })
                        try upstream.pipeline.syncOperations.addHandler(
                            Relay(to: client) { bytes in
                                answer.withLockedValue {
                                    $0?.append(Array(bytes.readableBytesView)[...], at: .now)
                                }
                            })
                    }
            }
            .bind(host: "127.0.0.1", port: 0).wait()
        port = listener.localAddress?.port ?? 0
    }

    /// Begins to note the next answer.
    func listen() {
        answer.withLockedValue { $0 = TimedAnswer() }
    }

    /// What the provider sent since `listen()`.
    func take() -> TimedAnswer {
        answer.withLockedValue { answer in
            defer { answer = nil }
            return answer ?? TimedAnswer()
        }
    }

    /// Passes on what comes on one connection to another.
    private final class Relay: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let peer: any Channel
        private let note: @Sendable (ByteBuffer) -> Void

        init(to peer: any Channel, note: @escaping @Sendable (ByteBuffer) -> Void) {
            self.peer = peer
            self.note = note
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Self.unwrapInboundIn(data)
            note(bytes)
            peer.writeAndFlush(bytes, promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            peer.close(promise: nil)
        }
    }
}
