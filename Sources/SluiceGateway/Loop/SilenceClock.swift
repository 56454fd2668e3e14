package import NIOCore

/// Tells how long streams have been silent, by counting ticks of one timer for all of them.
///
/// A stream notes the number of the tick when something is written to it, which costs nothing, where reading the time
/// for each event would.
package struct SilenceClock: Sendable {
    /// The time from one tick to the next, or a little more.
    package private(set) var tick: TimeAmount
    /// The number of ticks so far.
    package private(set) var now = 0

    /// Makes a clock that is late by a quarter of an interval at the most.
    ///
    /// - Parameter shortest: The shortest interval that anybody will ask for.
    package init(shortest: TimeAmount) {
        tick = Self.tick(for: shortest)
    }

    /// Ticks faster from now on where a shorter interval will be asked for than so far.
    ///
    /// What began before is counted in the faster ticks as well, and so is told a little later, never too early.
    package mutating func hurry(to shortest: TimeAmount) {
        tick = min(tick, Self.tick(for: shortest))
    }

    /// The timer has fired.
    package mutating func advance() {
        now += 1
    }

    /// Whether at least an interval has passed since something that happened behind a tick and before the next one.
    package func hasPassed(_ interval: TimeAmount, sinceTick tick: Int) -> Bool {
        Int64(now - tick - 1) >= (interval.nanoseconds + self.tick.nanoseconds - 1) / self.tick.nanoseconds
    }

    private static func tick(for shortest: TimeAmount) -> TimeAmount {
        max(.milliseconds(1), .nanoseconds(shortest.nanoseconds / 4))
    }
}
