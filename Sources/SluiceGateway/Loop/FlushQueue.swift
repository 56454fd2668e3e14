import NIOCore

/// A connection that has written bytes which have not been sent.
protocol Flushing: AnyObject {
    /// Sends what was written; nothing if that has happened meanwhile.
    func flushNow()
}

/// Sends what the connections of a loop have written in one turn of it, one behind the other, at the turn's end.
///
/// Why it exists: bytes for a process that waits wake its processor, and an idle virtual processor is dear to wake: a
/// sixth of what a small request costs here. Sent one at a time, each between two calculations, they find the peer asleep
/// again; sent together, only the first has to wake it. Why it is safe: what is kept is small, nothing waits for more
/// to come, only for what the turn has already begun, and never for more than some connections. A connection that
/// closes sends what it has first.
final class FlushQueue {
    /// How many connections wait at the most.
    ///
    /// A wake-up is shared by so many, and none waits for more than so many events.
    static let limit = 64
    /// What is at least so large is sent at once: its own cost is far above that of a wake-up.
    static let largeBytes = 16 * 1024

    private let eventLoop: any EventLoop
    private var waiting: [any Flushing] = []
    private var isScheduled = false
    private var isFlushing = false

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// Lets a connection send at the end of the turn.
    func add(_ connection: any Flushing) {
        waiting.append(connection)
        guard !isFlushing else { return }
        guard waiting.count < Self.limit else { return flush() }
        guard !isScheduled else { return }
        isScheduled = true
        eventLoop.assumeIsolated().execute { [self] in
            isScheduled = false
            flush()
        }
    }

    private func flush() {
        isFlushing = true
        defer { isFlushing = false }
        // Sending can begin what a connection has kept waiting, and so add to the queue.
        var index = 0
        while index < waiting.count {
            waiting[index].flushNow()
            index += 1
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
