import NIOCore

/// How often something took how long.
package struct Histogram: Sendable {
    /// The upper bounds of the buckets, in microseconds; what is beyond the last one has a bucket without a bound.
    static let bounds = [
        100, 500, 1000, 5000, 10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
        10_000_000, 30_000_000, 60_000_000, 300_000_000,
    ]

    /// How many fell into each bucket, and into none before it.
    private(set) var counts = [Int](repeating: 0, count: bounds.count)
    private(set) var count = 0
    /// In microseconds.
    private(set) var sum = 0

    package init() {}

    mutating func add(_ time: TimeAmount) {
        let microseconds = Int(max(0, time.nanoseconds) / 1000)
        count += 1
        sum += microseconds
        if let bucket = Self.bounds.firstIndex(where: { microseconds <= $0 }) { counts[bucket] += 1 }
    }

    mutating func add(_ other: Histogram) {
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
        sum += other.sum
    }
}
