import Dispatch
import SluiceGateway
import Synchronization
import Testing

/// Work that is handed over to a thread.
@Suite(.timeLimit(.minutes(1)))
struct BacklogTests {
    private struct Numbers: BacklogContents {
        private var pending: [Int] = []
        private(set) var refused = 0

        mutating func add(_ number: Int, limit: Int = .max) {
            if pending.count < limit { pending.append(number) } else { refused += 1 }
        }

        mutating func takeBatch() -> [Int]? {
            guard !pending.isEmpty else { return nil }
            defer { pending = [] }
            return pending
        }
    }

    /// The batches that were taken.
    private final class Taken: Sendable {
        private let batches = Mutex<[[Int]]>([])
        private let isBusy = Atomic(false)
        private let overlaps = Atomic(0)

        var all: [[Int]] { batches.withLock(\.self) }
        /// How often a batch was taken while another one was.
        var overlapCount: Int { overlaps.load(ordering: .relaxed) }

        func take(_ batch: [Int]) {
            if isBusy.exchange(true, ordering: .sequentiallyConsistent) {
                overlaps.add(1, ordering: .relaxed)
            }
            batches.withLock { $0.append(batch) }
            isBusy.store(false, ordering: .sequentiallyConsistent)
        }
    }

    @Test func whatOneThreadAddsIsTakenInOrderAndNothingTwice() async {
        let taken = Taken()
        let backlog = Backlog(Numbers())
        for number in 0..<2000 { backlog.add({ $0.add(number) }, taking: { taken.take($0) }) }
        await backlog.close { taken.take($0) }
        #expect(taken.all.flatMap(\.self) == Array(0..<2000))
        #expect(taken.all.allSatisfy { !$0.isEmpty })
        #expect(taken.overlapCount == 0)
    }

    @Test func whatManyThreadsAddIsTakenOnceEach() async {
        let taken = Taken()
        let backlog = Backlog(Numbers())
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<500 {
                        backlog.add({ $0.add(task * 500 + number) }, taking: { taken.take($0) })
                    }
                }
            }
        }
        await backlog.close { taken.take($0) }
        #expect(taken.all.flatMap(\.self).sorted() == Array(0..<4000))
        #expect(taken.overlapCount == 0)
    }

    @Test func whatIsAddedWhileTheThreadIsBusyIsTakenAtOnceAfterwards() async {
        let taken = Taken()
        let entered = DispatchSemaphore(value: 0)
        let gate = DispatchSemaphore(value: 0)
        let backlog = Backlog(Numbers())
        let take: Backlog<Numbers>.Taker = { batch in
            taken.take(batch)
            guard batch == [0] else { return }
            entered.signal()
            gate.wait()
        }
        backlog.add({ $0.add(0) }, taking: take)
        entered.wait()
        for number in 1...5 { backlog.add({ $0.add(number, limit: 3) }, taking: take) }
        #expect(backlog.withContents { $0.refused } == 2)
        gate.signal()
        await backlog.close(taking: take)
        #expect(taken.all == [[0], [1, 2, 3]])
    }

    @Test func aThreadThatHasComeToRestIsWokenAgain() async {
        let (batches, continuation) = AsyncStream.makeStream(of: [Int].self)
        let backlog = Backlog(Numbers())
        var taken = batches.makeAsyncIterator()
        for number in 0..<50 {
            backlog.add({ $0.add(number) }, taking: { continuation.yield($0) })
            #expect(await taken.next() == [number])
        }
        await backlog.close { continuation.yield($0) }
        continuation.finish()
        #expect(await taken.next() == nil)
    }

    @Test func anAdditionThatIsRefusedLeavesNothingToTake() async {
        let taken = Taken()
        let backlog = Backlog(Numbers())
        backlog.add({ $0.add(1, limit: 0) }, taking: { taken.take($0) })
        backlog.add({ $0.add(2) }, taking: { taken.take($0) })
        await backlog.close { taken.take($0) }
        #expect(taken.all == [[2]])
    }
}
