import NIOEmbedded
import Testing

@testable import SluiceGateway

/// When the connections of a loop send what they have written.
struct FlushQueueTests {
    private final class Log {
        var names: [Int] = []
    }

    private final class Connection: Flushing {
        private let name: Int
        private let log: Log
        /// What sending begins.
        var onFlush: (() -> Void)?

        init(_ name: Int, _ log: Log) {
            self.name = name
            self.log = log
        }

        func flushNow() {
            log.names.append(name)
            let next = onFlush
            onFlush = nil
            next?()
        }
    }

    private let eventLoop = EmbeddedEventLoop()
    private let log = Log()

    @Test func connectionsSendAtTheEndOfTheTurnInTheirOrder() {
        let queue = FlushQueue(eventLoop)
        for name in 1...3 { queue.add(Connection(name, log)) }
        #expect(log.names == [])
        eventLoop.run()
        #expect(log.names == [1, 2, 3])
        queue.add(Connection(4, log))
        eventLoop.run()
        #expect(log.names == [1, 2, 3, 4])
    }

    @Test func noMoreThanTheLimitWait() {
        let queue = FlushQueue(eventLoop)
        let limit = FlushQueue.limit
        for name in 1..<limit { queue.add(Connection(name, log)) }
        #expect(log.names == [])
        queue.add(Connection(limit, log))
        #expect(log.names == Array(1...limit))
        queue.add(Connection(limit + 1, log))
        eventLoop.run()
        #expect(log.names == Array(1...limit + 1))
    }

    @Test func whatSendingBeginsIsSentInTheSameTurn() {
        let queue = FlushQueue(eventLoop)
        let first = Connection(1, log)
        let last = Connection(3, log)
        first.onFlush = { queue.add(last) }
        queue.add(first)
        queue.add(Connection(2, log))
        eventLoop.run()
        #expect(log.names == [1, 2, 3])
    }

    @Test func aQueueThatFillsWhileItSendsLosesNothing() {
        let queue = FlushQueue(eventLoop)
        let first = Connection(1, log)
        let others = (2...40).map { Connection($0, log) }
        first.onFlush = { for other in others { queue.add(other) } }
        queue.add(first)
        eventLoop.run()
        #expect(Set(log.names) == Set(1...40))
    }
}
