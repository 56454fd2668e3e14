import Glibc

/// How often something was done for one pattern by itself, and how long that took.
///
/// That is a run of its regex at a place where it may begin, with all that decides whether the match is a hit, or the
/// look at the conditions of a keyword that was found. The search that all patterns share is nobody's.
package struct PatternWork: Sendable, Equatable {
    package var runs = 0
    package var nanoseconds = 0

    package init() {}

    /// Adds what is done on this thread for the patterns of a set, as long as `body` runs, to the work of each.
    ///
    /// - Parameter work: The work by the pattern's index in its set; other sets are not scanned meanwhile.
    package static func measure<Result>(into work: inout [PatternWork], _ body: () -> Result) -> Result {
        unsafe work.withUnsafeMutableBufferPointer { work in
            let scratch = unsafe MatchScratch.ofThread
            unsafe scratch.pointee.work = work
            defer { unsafe scratch.pointee.work = nil }
            return body()
        }
    }

    /// Nanoseconds of a clock that only goes forward.
    fileprivate static var now: Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

extension MatchScratch {
    /// Does something for a pattern; where somebody measures, it is counted and timed, with all that is done inside.
    @inline(__always)
    static func run<Result>(_ pattern: Int, _ body: () -> Result) -> Result {
        let scratch = unsafe ofThread
        guard let work = unsafe scratch.pointee.work else { return body() }
        return unsafe measure(pattern, scratch, work, body)
    }

    @inline(never)
    private static func measure<Result>(
        _ pattern: Int, _ scratch: UnsafeMutablePointer<MatchScratch>,
        _ work: UnsafeMutableBufferPointer<PatternWork>, _ body: () -> Result
    ) -> Result {
        unsafe scratch.pointee.work = nil
        let start = PatternWork.now
        let result = body()
        let time = PatternWork.now - start
        unsafe scratch.pointee.work = work
        guard work.indices.contains(pattern) else { return result }
        unsafe work[pattern].runs += 1
        unsafe work[pattern].nanoseconds += time
        return result
    }
}
