import Glibc
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SluicePipeline
import SluiceRules
import Synchronization

/// The running proxy: listeners, event loops, upstream pools, and the admin port where one is configured.
package final class Gateway: Service {
    /// Where a gateway can be reached once it has started.
    package struct Bound: Sendable {
        /// The listeners, in the order of the configuration.
        package var listeners: [ListenAddress]
        /// The admin port.
        package var admin: ListenAddress?
    }

    /// What has been started and has to be ended.
    struct Running: Sendable {
        var bound: Bound
        var channels: [any Channel]
        var loops: EventLoops
        var sample: SampleProvider?
        var admin: AdminServer?
        var logs: GatewayLogs
        var limitFile: FileLimitStore?
        var certificates: CertificateWatch?
        var feed: DecisionFeed
        var reloader: Reloader
        var fileWatch: FileWatch?
        var isEnding = false
    }

    /// Why a gateway can't start.
    package enum StartError: Error, CustomStringConvertible {
        /// The address can't be listened at: in use, or not this machine's.
        case cannotListen(ListenAddress, any Error)
        /// A log can't be written, or a certificate can't be read any more.
        case cannotOpen(any Error)

        package var description: String {
            switch self {
            case .cannotListen(let address, let error as IOError):
                "can't listen at \(address): \(RuleFiles.reason(error.errnoCode))"
                    + Self.hint(error.errnoCode, address.port)
            case .cannotListen(let address, let error): "can't listen at \(address): \(error)"
            case .cannotOpen(let error): "\(error)"
            }
        }

        /// What to do about an address that can't be had.
        private static func hint(_ code: Int32, _ port: Int) -> String {
            switch code {
            case EADDRINUSE: "; another process has it: `ss -ltnp 'sport = :\(port)'` names it"
            case EADDRNOTAVAIL: "; it is none of this machine's: `ip address` lists those"
            case EACCES: "; a port below 1024 needs CAP_NET_BIND_SERVICE, or a proxy in front"
            default: ""
            }
        }
    }

    /// What it was made with.
    package let configuration: GatewayConfiguration
    let logger: Logger
    /// What the page of the metrics shows.
    package let metrics: MetricsRegistry
    private let source: ReloadSource?
    let tap: (any TrafficTap)?
    let report: @Sendable (String) -> Void
    let group: MultiThreadedEventLoopGroup
    let threads: NIOThreadPool
    let running = Mutex<Running?>(nil)

    /// Makes a gateway; nothing is opened yet.
    ///
    /// - Parameters:
    ///   - logger: Gets one line per exchange that was refused, changed or failed.
    ///   - source: Where a reload reads; nil: there is none.
    ///   - tap: Sees the exchanges that are recorded.
    ///   - metrics: Gets what it counts. Where it is swift-metrics' backend too, what libraries count stands beside it.
    ///   - report: Gets the lines of its start and its end.
    package init(
        configuration: GatewayConfiguration, logger: Logger, source: ReloadSource? = nil,
        tap: (any TrafficTap)? = nil, metrics: MetricsRegistry = MetricsRegistry(),
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.logger = logger
        self.source = source
        self.tap = tap
        self.metrics = metrics
        self.report = report
        let loops = configuration.eventLoops ?? ProcessorCount.available
        group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, loops))
        threads = NIOThreadPool(numberOfThreads: max(1, ProcessorCount.available))
    }

    /// Starts, serves until the task group asks to end, drains.
    package func run() async throws {
        try await start()
        await withGracefulShutdownWait()
        await shutdown(drain: await drain)
    }

    /// Opens the listeners.
    ///
    /// - Returns: Where it listens; a configured port of 0 is a real one here.
    /// - Throws: `StartError`; nothing stays open then.
    @discardableResult
    package func start() async throws -> Bound {
        ignoreBrokenPipes()
        threads.start()
        var opened: [any Channel] = []
        do {
            let logs = try openLogs()
            let certificates = try openCertificates()
            let limitFile = try openLimitFile()
            let sample = try await startSample()
            let core = GatewayCore(
                upstreams: upstreams(sample), limits: possibleLimits(),
                logger: logger, logsReceipts: configuration.logsReceipts, threads: threads,
                trustedProxies: configuration.trustedProxies, logs: logs,
                limitStore: limitFile ?? MemoryLimitStore(), tap: tap)
            let loops = try await EventLoops.make(core: core, routes: configuration.routes, group: group)
            for (address, tls) in zip(configuration.listeners, certificates) {
                opened.append(try await listen(at: address, tls, loops))
            }
            let reloader = Reloader(
                configuration, from: source, loops: loops, tap: tap, metrics: metrics, logger: logger)
            collectMetrics(reloader, loops)
            let admin = try await startAdmin(reloader, loops, certificates, core)
            let bound = Bound(
                listeners: zip(configuration.listeners, opened).map { Self.bound($0, $1) },
                admin: admin?.address)
            running.withLock {
                $0 = Running(
                    bound: bound, channels: opened, loops: loops, sample: sample, admin: admin, logs: logs,
                    limitFile: limitFile,
                    certificates: CertificateWatch(certificates, group.next(), threads, logger),
                    feed: core.feed, reloader: reloader,
                    fileWatch: FileWatch(configuration, reloader, threads))
            }
            reportStart(bound, core.limits)
            prepareTLS(core)
            return bound
        } catch {
            for channel in opened { try? await channel.close().get() }
            try? await group.shutdownGracefully()
            try? await threads.shutdownGracefully()
            throw error
        }
    }

    /// Ends: accepts no more, lets running exchanges finish for a while, ends those that don't with the error of their
    /// dialect, closes everything.
    package func shutdown(drain: Duration) async {
        let running = running.withLock { running -> Running? in
            guard running?.isEnding == false else { return nil }
            running?.isEnding = true
            return running
        }
        guard let running else { return }
        for channel in running.channels { try? await channel.close().get() }
        let finished = await running.loops.beginDrain()
        report("draining     for \(drain) at most; a second signal ends it")
        await running.loops.drain(finished, for: drain)
        running.certificates?.stop()
        running.fileWatch?.stop()
        running.feed.close()
        await running.admin?.stop()
        await running.reloader.stop()
        await running.sample?.stop()
        await running.loops.closeAll()
        await running.logs.close()
        await running.limitFile?.close()
        self.running.withLock { $0 = nil }
        try? await group.shutdownGracefully()
        try? await threads.shutdownGracefully()
    }

    /// Ends the exchanges that still run, without waiting for the drain time.
    func endExchanges() async {
        await running.withLock { $0?.loops }?.endExchanges()
    }

    /// What was counted so far; nil when it isn't running.
    package func tally() async -> Tally? {
        guard let loops = running.withLock({ $0?.loops }) else { return nil }
        return await loops.tally()
    }
}
