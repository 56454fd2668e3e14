/// One way of scanning, measured in several rounds.
package struct ScanMeasure: Sendable {
    /// Millions of bytes in a second.
    package let megabytesPerSecond: Spread
    /// Nanoseconds for each piece, or each whole text.
    package let nanosecondsPerCall: Spread
    /// The bytes that the longest round scanned.
    package let bytes: Int
    /// The hits in the round that scanned so many.
    package let hits: Int

    package init(_ rounds: [ScanSample]) {
        megabytesPerSecond = Spread(rounds.map(\.megabytesPerSecond))
        nanosecondsPerCall = Spread(rounds.map(\.nanosecondsPerCall))
        let longest = rounds.max { $0.bytes < $1.bytes }
        bytes = longest?.bytes ?? 0
        hits = longest?.hits ?? 0
    }
}
