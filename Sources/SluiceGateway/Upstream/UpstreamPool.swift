import NIOCore
import NIOPosix
import NIOSSL

/// The connections of one event loop to one upstream.
final class UpstreamPool {
    let upstream: Upstream
    /// The connections that send at the end of the loop's turn.
    let flushes: FlushQueue
    private let eventLoop: any EventLoop
    private let limit: Int
    private let tls: @Sendable (any EventLoop) -> EventLoopFuture<NIOSSLContext>
    private var idle: [UpstreamConnection] = []
    private var open = 0
    private var health: AddressHealth
    /// Requests that were sent a second time.
    private(set) var retries = 0
    /// What requests are written into.
    var requestMemory = RequestMemory()
    /// What the pieces of a body that came in one read are joined in.
    var bodyMemory: [UInt8] = []

    /// Makes a pool without connections.
    ///
    /// - Parameters:
    ///   - limit: The most connections at one time.
    ///   - tls: Makes the TLS context when the first connection needs it.
    init(
        _ upstream: Upstream, eventLoop: any EventLoop, flushes: FlushQueue, limit: Int,
        tls: @escaping @Sendable (any EventLoop) -> EventLoopFuture<NIOSSLContext>
    ) {
        self.upstream = upstream
        self.eventLoop = eventLoop
        self.flushes = flushes
        self.limit = limit
        health = AddressHealth(count: upstream.places.count)
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
        tryNext(call, or: .unreachable)
    }

    /// Tries the next address; before a byte of the request has left, another one is as good as the first.
    private func tryNext(_ call: UpstreamCall, or fault: UpstreamFault) {
        guard let index = health.next(behind: call.tried, now: .now()) else {
            return call.didFail(fault, isStale: false)
        }
        open += 1
        let deadline = NIODeadline.now() + upstream.limits.connect
        guard upstream.isSecure else { return connect(call, at: index, tls: nil, until: deadline) }
        tls(eventLoop).assumeIsolated().whenComplete { [self] result in
            switch result {
            case .success(let context): connect(call, at: index, tls: context, until: deadline)
            case .failure:
                open -= 1
                call.didFail(.tls, isStale: false)
            }
        }
    }

    private func connect(
        _ call: UpstreamCall, at index: Int, tls: NIOSSLContext?, until deadline: NIODeadline
    ) {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let place = upstream.places[index]
        let tunnel = NIOLoopBoundBox<EventLoopFuture<Void>?>(nil, eventLoop: eventLoop)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(upstream.limits.connect)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.recvAllocator, value: ReceiveSizes.fromUpstream)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let proxy = bound.value.upstream.proxy else {
                        return try bound.value.install(in: channel, tls: tls)
                    }
                    tunnel.value = try Self.openTunnel(
                        in: channel, to: place, through: proxy, until: deadline)
                }
            }
        let target = upstream.proxy?.place ?? place
        let connecting =
            if let address = try? SocketAddress(ipAddress: target.host, port: target.port) {
                bootstrap.connect(to: address)
            } else {
                bootstrap.connect(host: target.host, port: target.port)
            }
        connecting.assumeIsolated().whenComplete { [self] result in
            guard case .success(let channel) = result else { return didNotConnect(call, at: index) }
            guard let tunnel = tunnel.value else {
                return didConnect(channel, call, at: index, tls, until: deadline)
            }
            tunnel.assumeIsolated().whenComplete { [self] result in
                guard case .success = result, (try? install(in: channel, tls: tls)) != nil else {
                    channel.close(promise: nil)
                    return didNotConnect(call, at: index)
                }
                didConnect(channel, call, at: index, tls, until: deadline)
            }
        }
    }

    private func didConnect(
        _ channel: any Channel, _ call: UpstreamCall, at index: Int, _ tls: NIOSSLContext?,
        until deadline: NIODeadline
    ) {
        guard let connection = try? channel.pipeline.syncOperations.handler(type: UpstreamConnection.self)
        else { return didNotConnect(call, at: index) }
        connection.isCounted = true
        connection.place = index
        guard call.consumer != nil, channel.isActive else {
            channel.close(promise: nil)
            return call.didFail(.closed, isStale: false)
        }
        connection.establish(for: call, handshakeUntil: tls == nil ? nil : deadline)
    }

    private func didNotConnect(_ call: UpstreamCall, at index: Int) {
        open -= 1
        didFail(call, at: index, .unreachable)
    }

    /// No connection came about at an address, or none that is to be trusted.
    func didFail(_ call: UpstreamCall, at index: Int, _ fault: UpstreamFault) {
        health.didFail(index, now: .now())
        call.tried.append(index)
        guard call.consumer != nil else { return }
        tryNext(call, or: fault)
    }

    /// A connection takes its first call.
    func didEstablish(at index: Int) {
        health.didConnect(index)
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
