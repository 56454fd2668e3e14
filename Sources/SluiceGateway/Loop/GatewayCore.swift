import Logging
import NIOCore
import NIOPosix
import SluicePipeline

/// What all event loops share: immutable while the gateway runs.
final class GatewayCore: Sendable {
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
    /// How much all exchanges hold; nil where nobody bounds it.
    let held: HeldBytes?
    /// The proxies whose word about a client's address counts.
    let trustedProxies: [AddressRange]
    /// The files of the logs; nil where there is none.
    let logs: GatewayLogs
    /// Shows decisions to those who look.
    let feed = DecisionFeed()
    /// Who counts what clients ask for; nil where no chain limits anybody.
    let limitStore: (any LimitStore)?

    init(
        upstreams: [Upstream], limits: ClientLimits, logger: Logger,
        logsReceipts: Bool, threads: NIOThreadPool, trustedProxies: [AddressRange] = [],
        logs: GatewayLogs = GatewayLogs(), limitStore: (any LimitStore)? = nil,
        tap: (any TrafficTap)? = nil
    ) {
        self.trustedProxies = trustedProxies
        self.logs = logs
        held = limits.heldBytes.map { HeldBytes(limit: $0) }
        self.upstreams = upstreams
        self.limits = limits
        self.logger = logger
        self.logsReceipts = logsReceipts
        self.threads = threads
        self.tap = tap
        self.limitStore = limitStore
        tls = TLSContexts(threads: threads)
    }
}
