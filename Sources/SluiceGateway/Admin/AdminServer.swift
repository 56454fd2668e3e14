import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Health, status and metrics, on a port of their own that only this machine reaches.
struct AdminServer: Sendable {
    /// Where it listens.
    let address: ListenAddress
    private let task: Task<Void, any Error>

    /// Opens the port.
    static func start(
        at address: ListenAddress, routes: AdminRoutes, group: MultiThreadedEventLoopGroup, logger: Logger
    ) async throws -> AdminServer {
        let started = AsyncThrowingStream.makeStream(of: Int.self)
        // What goes wrong on opening is thrown; what it would log as an error at its end is that it was ended.
        var quiet = logger
        quiet.logLevel = .critical
        let application = Application(
            router: routes.router(),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: nil),
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
