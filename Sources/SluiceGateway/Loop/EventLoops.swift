import NIOCore
import NIOPosix

/// The states of all event loops, each touched on its own loop only.
final class EventLoops: Sendable {
    private let states: [NIOLoopBound<LoopState>]
    private let loops: [any EventLoop]

    private let logs: GatewayLogs

    private init(loops: [any EventLoop], states: [NIOLoopBound<LoopState>], logs: GatewayLogs) {
        self.logs = logs
        self.loops = loops
        self.states = states
    }

    /// Makes a state for each loop of a group.
    static func make(
        core: GatewayCore, routes: RouteTable, group: MultiThreadedEventLoopGroup
    ) async throws -> EventLoops {
        let loops: [any EventLoop] = Array(group.makeIterator())
        var states: [NIOLoopBound<LoopState>] = []
        for (index, loop) in loops.enumerated() {
            let state = loop.submit {
                NIOLoopBound(
                    LoopState(core: core, routes: routes, eventLoop: loop, index: index, of: loops.count),
                    eventLoop: loop)
            }
            states.append(try await state.get())
        }
        return EventLoops(loops: loops, states: states, logs: core.logs)
    }

    /// The state of the loop that this is called on.
    func state(of eventLoop: any EventLoop) -> LoopState? {
        guard let index = loops.firstIndex(where: { $0 === eventLoop }) else { return nil }
        return states[index].value
    }

    /// Puts routes in force on every loop, for the exchanges that begin from then on.
    func adopt(_ routes: RouteTable) async {
        for (loop, state) in zip(loops, states) {
            try? await loop.submit { state.value.adopt(routes) }.get()
        }
    }

    /// What all loops counted, added up.
    func tally() async -> Tally {
        var sum = Tally()
        sum.lostLines["decision"] = logs.decisions?.lost
        sum.lostLines["access"] = logs.access?.lost
        for (loop, state) in zip(loops, states) {
            if let tally = try? await loop.submit({ state.value.snapshot() }).get() { sum.add(tally) }
        }
        return sum
    }

    /// Whether new requests are turned away.
    func isDraining() async -> Bool {
        guard let loop = loops.first, let state = states.first else { return true }
        return (try? await loop.submit { state.value.isDraining }.get()) ?? true
    }

    /// Turns new requests away on every loop.
    ///
    /// - Returns: Fulfilled when no exchange runs any more.
    func beginDrain() async -> [EventLoopFuture<Void>] {
        var finished: [EventLoopFuture<Void>] = []
        for (loop, state) in zip(loops, states) {
            guard let ended = try? await loop.submit({ state.value.beginDrain() }).get() else { continue }
            finished.append(ended)
        }
        return finished
    }

    /// Waits until what `beginDrain()` promised is there, or the time is over; then ends the rest.
    func drain(_ finished: [EventLoopFuture<Void>], for duration: Duration) async {
        guard let first = loops.first else { return }
        let all = EventLoopFuture.andAllComplete(finished, on: first)
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                try? await all.get()
                return true
            }
            group.addTask {
                try? await Task.sleep(for: duration)
                return false
            }
            guard await group.next() == false else { return group.cancelAll() }
            await endExchanges()
        }
    }

    /// Ends what still runs; the exchanges complete by it, and with them the drain.
    func endExchanges() async {
        for (loop, state) in zip(loops, states) {
            try? await loop.submit { state.value.endExchanges() }.get()
        }
    }

    /// Closes every connection once what was written has left, for a moment at the most.
    func closeAll() async {
        for (loop, state) in zip(loops, states) {
            try? await loop.flatSubmit { state.value.closeAll() }.get()
        }
    }
}
