import NIOCore
import NIOPosix
import NIOSSL

/// A provider that answers each request with the bytes that a test gives it.
struct FakeUpstream: Sendable {
    /// One request that arrived.
    struct Call: Sendable {
        /// Head and body, as they came.
        let request: String
        let channel: any Channel

        var head: String {
            String(request.prefix(upTo: request.firstRange(of: "\r\n\r\n")?.lowerBound ?? request.endIndex))
        }

        var body: String {
            request.firstRange(of: "\r\n\r\n").map { String(request[$0.upperBound...]) } ?? ""
        }

        func send(_ text: String) async throws {
            try await channel.writeAndFlush(ByteBuffer(string: text)).get()
        }

        func close() async {
            try? await channel.close().get()
        }

        /// Ends the connection with a reset.
        func reset() async throws {
            let option = ChannelOptions.socketOption(.so_linger)
            _ = option
            if let socket = channel as? any SocketOptionProvider {
                try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
            }
            await close()
        }

        /// Waits until the gateway has closed the connection.
        func closed() async throws {
            try await channel.closeFuture.get()
        }
    }

    let port: Int
    private let channel: any Channel
    private let calls: AsyncStream<Call>
    private let continuation: AsyncStream<Call>.Continuation

    var url: String { "http://127.0.0.1:\(port)" }

    /// Starts it.
    ///
    /// - Parameter answer: What to send to each request, and whether to close behind it; nil leaves it to the test.
    static func start(
        tls: NIOSSLContext? = nil, answer: (@Sendable (Call) -> String?)? = nil
    ) async throws -> FakeUpstream {
        let (calls, continuation) = AsyncStream.makeStream(of: Call.self)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    try channel.pipeline.syncOperations.addHandler(Handler(continuation, answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return FakeUpstream(
            port: channel.localAddress?.port ?? 0, channel: channel, calls: calls, continuation: continuation)
    }

    /// The next request.
    func next() async throws -> Call {
        for await call in calls { return call }
        throw RawConnection.Missing(description: "no request came")
    }

    func stop() async {
        try? await channel.close().get()
        continuation.finish()
    }

    /// Cuts the incoming bytes into requests.
    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let continuation: AsyncStream<Call>.Continuation
        private let answer: (@Sendable (Call) -> String?)?
        private var bytes: [UInt8] = []

        init(_ continuation: AsyncStream<Call>.Continuation, _ answer: (@Sendable (Call) -> String?)?) {
            self.continuation = continuation
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += Array(unwrapInboundIn(data).readableBytesView)
            while let end = requestEnd {
                let call = Call(
                    request: String(decoding: bytes[..<end], as: UTF8.self), channel: context.channel)
                bytes.removeSubrange(..<end)
                continuation.yield(call)
                if let text = answer?(call) {
                    context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
                }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        private var requestEnd: Int? {
            guard let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let fields = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).lowercased()
            let length = fields.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
            let count = length.flatMap { Int($0.dropFirst(15).filter(\.isNumber)) } ?? 0
            return bytes.count >= head.upperBound + count ? head.upperBound + count : nil
        }
    }
}
