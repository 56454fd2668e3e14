import Logging
import NIOCore
import NIOPosix
import SluicePipeline

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
    /// Who counts what clients ask for; nil where no chain limits anybody.
    let limitStore: (any LimitStore)?

    init(
        routes: RouteTable, upstreams: [Upstream], limits: ClientLimits, logger: Logger,
        logsReceipts: Bool, threads: NIOThreadPool
    ) {
        self.routes = routes
        self.upstreams = upstreams
        self.limits = limits
        self.logger = logger
        self.logsReceipts = logsReceipts
        self.threads = threads
        limitStore = routes.routes.contains { $0.chain.limits } ? MemoryLimitStore() : nil
        tls = TLSContexts(threads: threads)
    }
}
