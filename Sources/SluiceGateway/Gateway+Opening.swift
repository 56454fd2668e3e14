import NIOCore
import NIOPosix
import SluicePipeline
import SluiceRules

/// Opening what a gateway needs, one thing after the other.
extension Gateway {
    func openLogs() throws -> GatewayLogs {
        do {
            return try GatewayLogs(configuration)
        } catch {
            throw StartError.cannotOpen(error)
        }
    }

    /// The limits of the configuration, with no more connections than the process may have files open.
    func possibleLimits() -> ClientLimits {
        var limits = configuration.limits
        limits.connections = min(limits.connections, DescriptorLimit.connections(of: DescriptorLimit.raise()))
        return limits
    }

    func openLimitFile() throws -> FileLimitStore? {
        guard let path = configuration.limits.storePath else { return nil }
        do {
            return try FileLimitStore(path: path)
        } catch {
            throw StartError.cannotOpen(error)
        }
    }

    /// The certificates of the listeners, in their order; nil for those in clear.
    func openCertificates() throws -> [ListenerTLS?] {
        do {
            return try configuration.listeners.map { try $0.tls.map { try ListenerTLS($0) } }
        } catch {
            throw StartError.cannotOpen(error)
        }
    }

    func listen(
        at address: ListenAddress, _ tls: ListenerTLS?, _ loops: EventLoops
    ) async throws -> any Channel {
        do {
            return try await Listener(group: group, loops: loops, tls: tls, http2: address.http2).bind(
                to: address)
        } catch {
            throw StartError.cannotListen(address, error)
        }
    }

    func startSample() async throws -> SampleProvider? {
        guard configuration.upstreams.contains(where: \.isEmbedded) else { return nil }
        return try await SampleProvider.start(group: group)
    }

    func upstreams(_ sample: SampleProvider?) -> [Upstream] {
        configuration.upstreams.map { upstream in
            guard upstream.isEmbedded, let sample else { return upstream }
            return upstream.at(port: sample.port)
        }
    }

    func startAdmin(
        _ reloader: Reloader, _ loops: EventLoops, _ certificates: [ListenerTLS?], _ core: GatewayCore
    ) async throws -> AdminServer? {
        guard let address = configuration.admin else { return nil }
        let routes = AdminRoutes(
            token: configuration.adminToken, loops: loops, reloader: reloader,
            certificates: zip(configuration.listeners, certificates).compactMap { listener, tls in
                tls.map { (listener.description, $0) }
            },
            logs: core.logs, feed: core.feed, started: .now, metrics: metrics,
            tap: tap)
        do {
            return try await AdminServer.start(
                at: address, routes: routes, limits: core.limits,
                connections: DescriptorLimit.adminConnections(of: DescriptorLimit.raise()), group: group,
                logger: logger)
        } catch {
            throw StartError.cannotListen(address, error)
        }
    }

    /// Reads the system's roots now, so that the first request doesn't wait for it.
    func prepareTLS(_ core: GatewayCore) {
        for upstream in core.upstreams where upstream.isSecure {
            threads.submit { _ in _ = try? core.tls.make(upstream) }
        }
    }

    func reportStart(_ bound: Bound, _ limits: ClientLimits) {
        for address in bound.listeners {
            report("listening on \(address) (\(address.tls == nil ? "http" : "https"))")
        }
        if let admin = bound.admin { report("admin on     \(admin)") }
        if limits.connections < configuration.limits.connections {
            report("connections  \(limits.connections) at most, since few files may be open")
        }
        let rules = configuration.rules
        let files = rules.files.count
        report(
            "rules        \(rules.rules.count) in \(files) \(files == 1 ? "file" : "files"), digest \(rules.digest)"
        )
        for upstream in configuration.upstreams {
            report("upstream     \(upstream.name) \(upstream.address)")
        }
    }

    static func bound(_ address: ListenAddress, _ channel: any Channel) -> ListenAddress {
        var bound = address
        bound.port = channel.localAddress?.port ?? address.port
        return bound
    }
}
