import Logging
import NIOCore
import NIOPosix

/// What all event loops share: immutable while the gateway runs.
final class GatewayCore: Sendable {
    let routes: RouteTable
    let upstreams: [Upstream]
    let limits: ClientLimits
    let logger: Logger
    /// Whether every exchange is logged, with its receipt.
    let logsReceipts: Bool
    /// Where large bodies are judged and TLS contexts are made.
    let threads: NIOThreadPool
    let tls: TLSContexts
    /// Sees the exchanges that are recorded.
    let tap: (any TrafficTap)?

    init(
        routes: RouteTable, upstreams: [Upstream], limits: ClientLimits, logger: Logger,
        logsReceipts: Bool, threads: NIOThreadPool, tap: (any TrafficTap)? = nil
    ) {
        self.routes = routes
        self.upstreams = upstreams
        self.limits = limits
        self.logger = logger
        self.logsReceipts = logsReceipts
        self.threads = threads
        self.tap = tap
        tls = TLSContexts(threads: threads)
    }
}
