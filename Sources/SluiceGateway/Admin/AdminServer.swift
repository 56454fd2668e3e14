import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Health, status and metrics, on a port of their own that only this machine reaches.
///
/// Whoever hangs on it takes nothing from the exchanges: there are few connections, none of them is silent or left unread
/// for longer than one of a client may be, and the others wait.
struct AdminServer: Sendable {
    /// Where it listens.
    let address: ListenAddress
    private let task: Task<Void, any Error>

    /// Opens the port.
    ///
    /// - Parameters:
    ///   - limits: How long a connection may be silent, and an answer unread.
    ///   - connections: How many there may be at one time.
    static func start(
        at address: ListenAddress, routes: AdminRoutes, limits: ClientLimits, connections: Int,
        group: MultiThreadedEventLoopGroup, logger: Logger
    ) async throws -> AdminServer {
        let started = AsyncThrowingStream.makeStream(of: Int.self)
        // What goes wrong on opening is thrown; what it would log as an error at its end is that it was ended.
        var quiet = logger
        quiet.logLevel = .critical
        let application = Application(
            router: routes.router(),
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    additionalChannelHandlers: [UnreadAnswerTimeout(patience: limits.sendIdle)],
                    idleTimeout: limits.keepAlive)),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: nil,
                availableConnectionsDelegate: .maximum(connections, logger: quiet)),
            onServerRunning: { channel in
                started.continuation.yield(channel.localAddress?.port ?? address.port)
            },
            eventLoopGroupProvider: .shared(group), logger: quiet)
        let task = Task {
            do {
                try await application.run()
                started.continuation.finish()
            } catch {
                started.continuation.finish(throwing: error)
                throw error
            }
        }
        var ports = started.stream.makeAsyncIterator()
        guard let port = try await ports.next() else { throw ChannelError.ioOnClosedChannel }
        return AdminServer(address: ListenAddress(host: address.host, port: port), task: task)
    }

    /// Closes the port.
    func stop() async {
        task.cancel()
        _ = try? await task.value
    }
}
