import NIOCore
import SluicePipeline
import SluiceRules

/// What belongs to one event loop and is touched on it only: connections, pools, counters.
final class LoopState {
    let core: GatewayCore
    /// The routes for exchanges that begin; those that run keep theirs.
    private(set) var routes: RouteTable
    let eventLoop: any EventLoop
    /// The connections to each upstream, by its place in the configuration.
    let pools: [UpstreamPool]
    /// The connections that send at the end of the loop's turn.
    let flushes: FlushQueue
    /// Makes the identifiers of exchanges.
    var ids: EventIDs
    /// What this loop counted.
    var tally = Tally()
    /// What the rules in force cost by themselves in the exchanges that are measured.
    var ruleWork: RuleWork?
    /// How many exchanges were judged, or are about to be.
    var judged = 0
    /// Whether new requests are turned away because the process is about to end.
    private(set) var isDraining = false
    /// The most connections of clients at one time.
    let connectionLimit: Int

    /// What the bodies of requests are collected in.
    var bodies = BodyMemory()
    /// What responses are written into.
    var scratch = ScratchBuffers()
    private(set) var connections: [ObjectIdentifier: any LoopConnection] = [:]
    /// By which silent streams are told; nil where no chain keeps any alive.
    var silence: SilenceClock?
    private(set) var ticker: DeadlineTimer?
    var isTicking = false
    private var drained: EventLoopPromise<Void>?
    private var emptied: EventLoopPromise<Void>?

    /// Makes the state of a loop.
    ///
    /// - Parameters:
    ///   - index: The loop's number.
    ///   - count: How many loops there are: each gets its share of the limits.
    init(core: GatewayCore, routes: RouteTable, eventLoop: any EventLoop, index: Int, of count: Int) {
        self.core = core
        self.routes = routes
        self.eventLoop = eventLoop
        let tls = core.tls
        let flushes = FlushQueue(eventLoop)
        self.flushes = flushes
        pools = core.upstreams.map { upstream in
            UpstreamPool(
                upstream, eventLoop: eventLoop, flushes: flushes,
                limit: max(1, (upstream.limits.connections + count - 1) / count)
            ) { tls.context(for: upstream, on: $0) }
        }
        ids = EventIDs(loop: index)
        connectionLimit = max(1, (core.limits.connections + count - 1) / count)
        silence = routes.shortestKeepalive.map { SilenceClock(shortest: $0) }
        ticker = DeadlineTimer(eventLoop) { [weak self] in self?.didTick() }
        measureRules(of: routes.rules)
    }

    /// Takes routes for the exchanges that begin from now on.
    func adopt(_ routes: RouteTable) {
        self.routes = routes
        measureRules(of: routes.rules)
        guard let shortest = routes.shortestKeepalive else { return }
        if silence == nil { silence = SilenceClock(shortest: shortest) }
        silence?.hurry(to: shortest)
    }

    /// Notes a new connection.
    ///
    /// - Returns: Whether there is room for it.
    func add(_ connection: any LoopConnection) -> Bool {
        connections[ObjectIdentifier(connection)] = connection
        tally.connections = connections.count
        guard connections.count <= connectionLimit else {
            tally.overloads += 1
            return false
        }
        return true
    }

    func remove(_ connection: any LoopConnection) {
        connections[ObjectIdentifier(connection)] = nil
        tally.connections = connections.count
        completeDrainIfIdle()
        completeIfEmpty()
    }

    /// An exchange ended: the last one completes the drain.
    func exchangeDidEnd() {
        completeDrainIfIdle()
    }

    /// The counters as they stand.
    func snapshot() -> Tally {
        var tally = tally
        if let ruleWork { tally.add(ruleWork) }
        tally.retries = pools.reduce(0) { $0 + $1.retries }
        return tally
    }

    // MARK: Drain

    /// Turns new requests away from now on.
    ///
    /// - Returns: Fulfilled when no exchange runs any more.
    func beginDrain() -> EventLoopFuture<Void> {
        isDraining = true
        for connection in connections.values { connection.drain() }
        let promise = drained ?? eventLoop.makePromise(of: Void.self)
        drained = promise
        completeDrainIfIdle()
        return promise.futureResult
    }

    /// Ends the exchanges that still run, each with the error of its dialect.
    func endExchanges() {
        for connection in connections.values { connection.endForShutdown() }
    }

    /// Closes every connection once what was written to it has left, or its time to linger is over.
    func closeAll() -> EventLoopFuture<Void> {
        let promise = eventLoop.makePromise(of: Void.self)
        emptied = promise
        for connection in connections.values { connection.close(lingers: false) }
        for pool in pools { pool.closeIdle() }
        completeIfEmpty()
        return promise.futureResult
    }

    private func completeIfEmpty() {
        guard connections.isEmpty, let promise = emptied else { return }
        emptied = nil
        promise.succeed()
    }

    private func completeDrainIfIdle() {
        guard let drained, isDraining, !connections.values.contains(where: \.isBusy) else { return }
        drained.succeed()
    }
}
