import NIOCore
import NIOPosix
import NIOSSL

/// The connections of one event loop to one upstream.
final class UpstreamPool {
    let upstream: Upstream
    private let eventLoop: any EventLoop
    private let limit: Int
    private let tls: @Sendable (any EventLoop) -> EventLoopFuture<NIOSSLContext>
    private var idle: [UpstreamConnection] = []
    private var open = 0
    /// Requests that were sent a second time.
    private(set) var retries = 0

    /// Makes a pool without connections.
    ///
    /// - Parameters:
    ///   - limit: The most connections at one time.
    ///   - tls: Makes the TLS context when the first connection needs it.
    init(
        _ upstream: Upstream, eventLoop: any EventLoop, limit: Int,
        tls: @escaping @Sendable (any EventLoop) -> EventLoopFuture<NIOSSLContext>
    ) {
        self.upstream = upstream
        self.eventLoop = eventLoop
        self.limit = limit
        self.tls = tls
    }

    /// Sends a call on the connection that was used last, or on a new one.
    func begin(_ call: UpstreamCall) {
        guard let connection = idle.popLast() else { return dial(call) }
        connection.begin(call)
    }

    /// Sends a call once more, on a new connection.
    func retry(_ call: UpstreamCall) {
        retries += 1
        dial(call)
    }

    /// Keeps a connection for the next call.
    func keep(_ connection: UpstreamConnection) {
        idle.append(connection)
    }

    /// A connection that had been established is closed.
    func didClose(_ connection: UpstreamConnection, wasIdle: Bool) {
        guard connection.isCounted else { return }
        open -= 1
        if wasIdle { idle.removeAll { $0 === connection } }
    }

    /// Closes the connections that nobody uses.
    func closeIdle() {
        let connections = idle
        idle.removeAll()
        for connection in connections { connection.abandon() }
    }

    private func dial(_ call: UpstreamCall) {
        guard open < limit else { return call.didFail(.overloaded, isStale: false) }
        open += 1
        let deadline = NIODeadline.now() + upstream.limits.connect
        guard upstream.isSecure else { return connect(call, tls: nil, until: deadline) }
        tls(eventLoop).assumeIsolated().whenComplete { [self] result in
            switch result {
            case .success(let context): connect(call, tls: context, until: deadline)
            case .failure: giveUp(call, .tls)
            }
        }
    }

    private func connect(_ call: UpstreamCall, tls: NIOSSLContext?, until deadline: NIODeadline) {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(upstream.limits.connect)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try bound.value.install(in: channel, tls: tls) }
            }
        let connecting =
            if let address = try? SocketAddress(ipAddress: upstream.host, port: upstream.port) {
                bootstrap.connect(to: address)
            } else {
                bootstrap.connect(host: upstream.host, port: upstream.port)
            }
        connecting.assumeIsolated().whenComplete { [self] result in
            guard case .success(let channel) = result,
                let connection = try? channel.pipeline.syncOperations.handler(type: UpstreamConnection.self)
            else { return giveUp(call, .unreachable) }
            connection.isCounted = true
            guard call.consumer != nil, channel.isActive else {
                channel.close(promise: nil)
                return call.didFail(.closed, isStale: false)
            }
            connection.establish(for: call, handshakeUntil: tls == nil ? nil : deadline)
        }
    }

    private func giveUp(_ call: UpstreamCall, _ fault: UpstreamFault) {
        open -= 1
        call.didFail(fault, isStale: false)
    }

    private func install(in channel: any Channel, tls: NIOSSLContext?) throws {
        let pipeline = channel.pipeline.syncOperations
        if let tls {
            let name = SocketAddress.isAddress(upstream.host) ? nil : upstream.host
            try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: name))
        }
        try pipeline.addHandler(UpstreamConnection(pool: self))
    }
}

extension SocketAddress {
    /// Whether a text is an IPv4 or IPv6 address, and so no name for SNI.
    static func isAddress(_ host: String) -> Bool {
        (try? SocketAddress(ipAddress: host, port: 0)) != nil
    }
}
