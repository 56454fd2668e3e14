import Glibc

/// A point in time, in milliseconds since the beginning of 1970 (UTC).
package struct Moment: Hashable, Comparable, Sendable {
    /// Milliseconds since the beginning of 1970.
    package var milliseconds: Int

    package init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    /// The time of the system's clock.
    package static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
    }

    /// The number of whole days since 1970 (UTC).
    package var day: Int { milliseconds >= 0 ? milliseconds / Self.dayLength : -1 }

    /// The first moment of the next day (UTC).
    package var nextDay: Moment { Moment(milliseconds: (day + 1) * Self.dayLength) }

    package static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

    static let dayLength = 86_400_000
}
