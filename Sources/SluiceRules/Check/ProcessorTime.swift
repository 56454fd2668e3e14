import Glibc

/// A reading of a processor clock: it stands still while something else runs.
package struct ProcessorTime: Sendable {
    /// Nanoseconds since the clock's beginning.
    package let nanoseconds: Int

    /// The time this thread has had.
    package static var ofThread: ProcessorTime { ProcessorTime(clock: CLOCK_THREAD_CPUTIME_ID) }
    /// The time all threads of the process have had.
    package static var ofProcess: ProcessorTime { ProcessorTime(clock: CLOCK_PROCESS_CPUTIME_ID) }

    private init(clock: clockid_t) {
        var time = timespec()
        clock_gettime(clock, &time)
        nanoseconds = time.tv_sec &* 1_000_000_000 &+ time.tv_nsec
    }

    /// The nanoseconds from an earlier reading of the same clock to this one.
    package func nanoseconds(since earlier: ProcessorTime) -> Int {
        nanoseconds &- earlier.nanoseconds
    }

    /// The seconds from an earlier reading of the same clock to this one.
    package func seconds(since earlier: ProcessorTime) -> Double {
        Double(nanoseconds(since: earlier)) / 1e9
    }
}
