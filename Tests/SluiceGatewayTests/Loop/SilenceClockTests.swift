import NIOCore
import SluiceGateway
import Testing

struct SilenceClockTests {
    /// What happens right before the next tick has passed for almost no time at that tick.
    @Test(arguments: [
        TimeAmount.seconds(15), .milliseconds(10), .milliseconds(1), .nanoseconds(1), .hours(24),
    ])
    func anIntervalHasPassedWhenItCertainlyHas(interval: TimeAmount) {
        var clock = SilenceClock(shortest: interval)
        clock.advance()
        let written = clock.now
        var ticks = 0
        while !clock.hasPassed(interval, sinceTick: written) {
            clock.advance()
            ticks += 1
        }
        let atLeast = Int64(ticks - 1) * clock.tick.nanoseconds
        #expect(atLeast >= interval.nanoseconds)
        #expect(atLeast < interval.nanoseconds + clock.tick.nanoseconds)
    }

    @Test func longerIntervalsAreCountedByTheSameTicks() {
        var clock = SilenceClock(shortest: .seconds(4))
        for _ in 0..<11 { clock.advance() }
        #expect(!clock.hasPassed(.seconds(11), sinceTick: 0))
        clock.advance()
        #expect(clock.hasPassed(.seconds(11), sinceTick: 0))
        #expect(!clock.hasPassed(.seconds(4), sinceTick: 8))
        #expect(clock.hasPassed(.seconds(4), sinceTick: 7))
    }
}
