import SluicePipeline
import Synchronization
import Testing

struct MemoryLimitStoreTests {
    /// A clock that a test moves.
    final class Clock: Sendable {
        private let time = Mutex(Moment(milliseconds: 1_800_000_000_000))

        var now: Moment { time.withLock { $0 } }

        func advance(_ milliseconds: Int) {
            time.withLock { $0.milliseconds += milliseconds }
        }
    }

    private let clock = Clock()
    private let store: MemoryLimitStore

    init() {
        let clock = clock
        store = MemoryLimitStore(now: { clock.now })
    }

    private func limits(requests: Int? = nil, streams: Int? = nil, tokens: Int? = nil, cost: Int? = nil)
        -> RequestLimits
    {
        var limits = RequestLimits()
        limits.requestsPerMinute = requests
        limits.concurrentStreams = streams
        limits.tokensPerDay = tokens
        limits.costPerDay = cost
        return limits
    }

    private func request(_ limits: RequestLimits, of subject: String = "a", tokens: Int = 0, cost: Int = 0)
        -> ExceededLimit?
    {
        let exceeded = store.begin(subject, limits)
        if exceeded == nil { store.end(subject, tokens: tokens, cost: cost) }
        return exceeded
    }

    @Test(arguments: [1, 3, 60, 601])
    func soManyRequestsAreTakenAtOnceAndThenEvenly(limit: Int) throws {
        let limits = limits(requests: limit)
        for _ in 0..<limit { #expect(request(limits) == nil) }
        let exceeded = try #require(request(limits))
        #expect(exceeded.kind == .requests && exceeded.limit == limit)
        #expect(exceeded.retryAfter > 0 && exceeded.retryAfter <= 60_000 / limit + 1)
        #expect(request(limits, of: "b") == nil)
        clock.advance(exceeded.retryAfter)
        #expect(request(limits) == nil)
        #expect(request(limits) != nil)
    }

    @Test func aRefusedRequestCostsNothing() throws {
        let limits = limits(requests: 1)
        #expect(request(limits) == nil)
        for _ in 0..<50 { #expect(request(limits) != nil) }
        clock.advance(60_000)
        #expect(request(limits) == nil)
    }

    @Test func soManyRunAtOneTime() {
        let limits = limits(streams: 2)
        #expect(store.begin("a", limits) == nil)
        #expect(store.begin("a", limits) == nil)
        #expect(store.begin("a", limits)?.kind == .streams)
        store.end("a", tokens: 0, cost: 0)
        #expect(store.begin("a", limits) == nil)
    }

    @Test func tokensLastUntilMidnight() throws {
        let limits = limits(tokens: 100)
        #expect(request(limits, tokens: 60) == nil)
        #expect(request(limits, tokens: 60) == nil)
        let exceeded = try #require(request(limits))
        #expect(exceeded.kind == .tokens)
        #expect(clock.now.milliseconds + exceeded.retryAfter == clock.now.nextDay.milliseconds)
        clock.advance(exceeded.retryAfter - 1)
        #expect(request(limits) != nil)
        clock.advance(1)
        #expect(request(limits) == nil)
    }

    @Test func whatIsSpentLastsUntilMidnight() throws {
        let limits = limits(cost: 100)
        #expect(request(limits, tokens: 5, cost: 99) == nil && request(limits, cost: 1) == nil)
        let exceeded = try #require(request(limits))
        #expect(exceeded.kind == .cost && store.count(of: "a")?.cost == 100)
        clock.advance(exceeded.retryAfter)
        #expect(request(limits) == nil)
    }

    @Test func whoIsIdleIsForgotten() {
        let limits = limits(requests: 60)
        for index in 0..<1024 { #expect(request(limits, of: "\(index)") == nil) }
        #expect(store.count == 1024)
        clock.advance(60_000)
        #expect(request(limits, of: "new") == nil)
        #expect(store.count == 1)
    }

    @Test func anotherStoreGoesOnWhereOneHasEnded() throws {
        let limits = limits(requests: 2, tokens: 100)
        #expect(request(limits, tokens: 60) == nil && request(limits, tokens: 39) == nil)
        let count = try #require(store.count(of: "a"))
        #expect(count.tokens == 99 && store.count(of: "b") == nil)
        let clock = clock
        let other = MemoryLimitStore(now: { clock.now })
        other.restore(count, of: "a")
        #expect(other.begin("a", limits)?.kind == .requests)
        clock.advance(60_000)
        #expect(other.begin("a", limits) == nil)
        other.end("a", tokens: 1, cost: 0)
        #expect(other.begin("a", limits)?.kind == .tokens)
        other.restore(LimitCount(day: count.day, tokens: 0, full: .max), of: "a")
        clock.advance(60_000)
        #expect(other.begin("a", limits) == nil)
    }

    @Test func manyThreadsNeverTakeMoreThanTheLimit() async {
        let store = store
        let limits = limits(requests: 500)
        let taken = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<200).count { _ in store.begin("a", limits) == nil } }
            }
            return await group.reduce(0, +)
        }
        #expect(taken == 500)
    }
}
