import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A TCP connection that a test drives byte by byte.
final class RawConnection: Sendable {
    /// The connection ended, or stayed silent, before what was waited for came.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    private struct State {
        var received: [UInt8] = []
        var isClosed = false
        var waiter:
            (isDone: @Sendable ([UInt8], Bool) -> Bool, continuation: CheckedContinuation<Void, Never>)?
        var isReading = true
    }

    let channel: any Channel
    private let state: Shared

    /// Connects to a port of this machine.
    static func connect(_ port: Int) async throws -> RawConnection {
        let state = Shared()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(state))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawConnection(channel, state)
    }

    private init(_ channel: any Channel, _ state: Shared) {
        self.channel = channel
        self.state = state
    }

    /// Sends bytes as one write.
    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    /// Sends bytes as long as the other side takes them; its refusal is no fault of the test.
    func sendAsFarAsTaken(_ bytes: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    /// Shuts down the sending side.
    func finishSending() async throws {
        try await channel.close(mode: .output).get()
    }

    func close() async {
        try? await channel.close().get()
    }

    /// Reads nothing until `resumeReading()`.
    func pauseReading() async throws {
        try await channel.setOption(.autoRead, value: false).get()
    }

    func resumeReading() async throws {
        try await channel.setOption(.autoRead, value: true).get()
    }

    /// What came so far.
    var received: String { String(decoding: state.mutex.withLock { $0.received }, as: UTF8.self) }

    /// How many bytes came so far.
    var receivedCount: Int { state.mutex.withLock { $0.received.count } }

    /// Everything up to the end of the connection.
    func readToEnd() async -> String {
        await wait { _, isClosed in isClosed }
        return received
    }

    /// Waits until a text has come; returns everything received.
    @discardableResult
    func read(until marker: String) async throws -> String {
        let marker = Array(marker.utf8)
        await wait { bytes, isClosed in isClosed || Self.isFound(marker, in: bytes) }
        guard state.mutex.withLock({ Self.isFound(marker, in: $0.received) }) else {
            throw Missing(description: "got: \(received)")
        }
        return received
    }

    /// Whether a text stands in what came: it is asked with every read, on an event loop that all tests share.
    private static func isFound(_ marker: [UInt8], in bytes: [UInt8]) -> Bool {
        let length = marker.count
        let end = bytes.count - length + 1
        guard end > 0 else { return false }
        return bytes.withUnsafeBytes { bytes in
            marker.withUnsafeBytes { marker in
                guard let bytes = bytes.baseAddress, let marker = marker.baseAddress else { return false }
                var rest = bytes
                while let start = memchr(rest, Int32(marker.load(as: UInt8.self)), end - (rest - bytes)) {
                    if memcmp(start, marker, length) == 0 { return true }
                    rest = UnsafeRawPointer(start) + 1
                }
                return false
            }
        }
    }

    /// Waits for a number of bytes.
    func read(count: Int) async {
        await wait { bytes, isClosed in isClosed || bytes.count >= count }
    }

    /// Forgets what came so far.
    func discard() {
        state.mutex.withLock { $0.received = [] }
    }

    private func wait(_ isDone: @escaping @Sendable ([UInt8], Bool) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isReady = state.mutex.withLock { state in
                if isDone(state.received, state.isClosed) { return true }
                state.waiter = (isDone, continuation)
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    /// What the handler and the test share.
    private final class Shared: Sendable {
        let mutex = Mutex(State())

        func update(_ body: (inout State) -> Void) {
            let done = mutex.withLock { state -> CheckedContinuation<Void, Never>? in
                body(&state)
                guard let waiter = state.waiter, waiter.isDone(state.received, state.isClosed) else {
                    return nil
                }
                state.waiter = nil
                return waiter.continuation
            }
            done?.resume()
        }
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let state: Shared

        init(_ state: Shared) {
            self.state = state
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            state.update { $0.received += bytes }
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .inputClosed? = event as? ChannelEvent { state.update { $0.isClosed = true } }
        }

        func channelInactive(context: ChannelHandlerContext) {
            state.update { $0.isClosed = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            state.update { $0.isClosed = true }
            context.close(promise: nil)
        }
    }
}
