/// The result of cutting one stream, or many.
package struct FuzzReport: Sendable, CustomStringConvertible {
    /// Streams that were cut.
    package var streams = 0
    /// Different cuts that were made.
    package var cuts = 0
    /// Runs, or forks of a run, that were held against the invariants.
    package var trials = 0
    /// The bytes of the streams.
    package var bytes = 0
    /// What was broken.
    package var failures: [FuzzFailure] = []

    package init() {}

    /// Adds another report.
    package mutating func add(_ other: FuzzReport) {
        streams += other.streams
        cuts += other.cuts
        trials += other.trials
        bytes += other.bytes
        failures += other.failures
    }

    package var description: String {
        let figures =
            "\(streams) streams, \(bytes) bytes, \(cuts) cuts, \(trials) trials, \(failures.count) failures"
        return ([figures] + failures.prefix(20).map(\.description)).joined(separator: "\n")
    }
}
