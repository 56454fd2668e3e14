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
            case .cannotListen(let address, let error): "can't listen at \(address): \(error)"
            case .cannotOpen(let error): "\(error)"
            }
        }
    }

    /// What it was made with.
    package let configuration: GatewayConfiguration
    let logger: Logger
    private let tap: (any TrafficTap)?
    private let report: @Sendable (String) -> Void
    private let group: MultiThreadedEventLoopGroup
    private let threads: NIOThreadPool
    private let running = Mutex<Running?>(nil)

    /// Makes a gateway; nothing is opened yet.
    ///
    /// - Parameters:
    ///   - logger: Gets one line per exchange that was refused, changed or failed.
    ///   - tap: Sees the exchanges that are recorded.
    ///   - report: Gets the lines of its start and its end.
    package init(
        configuration: GatewayConfiguration, logger: Logger, tap: (any TrafficTap)? = nil,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.logger = logger
        self.tap = tap
        self.report = report
        let loops = configuration.eventLoops ?? ProcessorCount.available
        group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, loops))
        threads = NIOThreadPool(numberOfThreads: max(1, ProcessorCount.available))
    }

    /// Starts, serves until the task group asks to end, drains.
    package func run() async throws {
        try await start()
        await withGracefulShutdownWait()
        await shutdown(drain: configuration.drain)
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
            let limitStore: (any LimitStore)? = limitFile ?? (limitsAnybody ? MemoryLimitStore() : nil)
            let sample = try await startSample()
            let core = GatewayCore(
                routes: configuration.routes, upstreams: upstreams(sample), limits: configuration.limits,
                logger: logger, logsReceipts: configuration.logsReceipts, threads: threads,
                trustedProxies: configuration.trustedProxies, logs: logs,
                limitStore: limitStore, tap: tap)
            let loops = try await EventLoops.make(core: core, group: group)
            for (address, tls) in zip(configuration.listeners, certificates) {
                opened.append(try await listen(at: address, tls, loops))
            }
            let admin = try await startAdmin(core, loops)
            let bound = Bound(
                listeners: zip(configuration.listeners, opened).map { Self.bound($0, $1) },
                admin: admin?.address)
            running.withLock {
                $0 = Running(
                    bound: bound, channels: opened, loops: loops, sample: sample, admin: admin, logs: logs,
                    limitFile: limitFile,
                    certificates: CertificateWatch(certificates, group.next(), threads, logger))
            }
            reportStart(bound)
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
        await running.admin?.stop()
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

    private func openLogs() throws -> GatewayLogs {
        do {
            return try GatewayLogs(configuration)
        } catch {
            throw StartError.cannotOpen(error)
        }
    }

    private var limitsAnybody: Bool { configuration.routes.routes.contains { $0.chain.limits } }

    private func openLimitFile() throws -> FileLimitStore? {
        guard limitsAnybody, let path = configuration.limits.storePath else { return nil }
        do {
            return try FileLimitStore(path: path)
        } catch {
            throw StartError.cannotOpen(error)
        }
    }

    /// The certificates of the listeners, in their order; nil for those in clear.
    private func openCertificates() throws -> [ListenerTLS?] {
        do {
            return try configuration.listeners.map { try $0.tls.map { try ListenerTLS($0) } }
        } catch {
            throw StartError.cannotOpen(error)
        }
    }

    private func listen(
        at address: ListenAddress, _ tls: ListenerTLS?, _ loops: EventLoops
    ) async throws -> any Channel {
        do {
            return try await Listener(group: group, loops: loops, tls: tls, http2: address.http2).bind(
                to: address)
        } catch {
            throw StartError.cannotListen(address, error)
        }
    }

    private func startSample() async throws -> SampleProvider? {
        guard configuration.upstreams.contains(where: \.isEmbedded) else { return nil }
        return try await SampleProvider.start(group: group)
    }

    private func upstreams(_ sample: SampleProvider?) -> [Upstream] {
        configuration.upstreams.map { upstream in
            guard upstream.isEmbedded, let sample else { return upstream }
            return upstream.at(port: sample.port)
        }
    }

    private func startAdmin(_ core: GatewayCore, _ loops: EventLoops) async throws -> AdminServer? {
        guard let address = configuration.admin else { return nil }
        do {
            return try await AdminServer.start(
                at: address, configuration: configuration, loops: loops, group: group, logger: logger,
                tap: tap)
        } catch {
            throw StartError.cannotListen(address, error)
        }
    }

    /// Reads the system's roots now, so that the first request doesn't wait for it.
    private func prepareTLS(_ core: GatewayCore) {
        for upstream in core.upstreams where upstream.isSecure {
            threads.submit { _ in _ = try? core.tls.make(upstream) }
        }
    }

    private func reportStart(_ bound: Bound) {
        for address in bound.listeners {
            report("listening on \(address) (\(address.tls == nil ? "http" : "https"))")
        }
        if let admin = bound.admin { report("admin on     \(admin)") }
        let rules = configuration.rules
        let files = rules.files.count
        report(
            "rules        \(rules.rules.count) in \(files) \(files == 1 ? "file" : "files"), digest \(rules.digest)"
        )
        for upstream in configuration.upstreams {
            report("upstream     \(upstream.name) \(upstream.address)")
        }
    }

    private static func bound(_ address: ListenAddress, _ channel: any Channel) -> ListenAddress {
        var bound = address
        bound.port = channel.localAddress?.port ?? address.port
        return bound
    }
}
