package import NIOCore

/// How often something took how long, or was how large.
package struct Histogram: Sendable {
    /// What is measured, and the upper bounds of the buckets.
    package enum Scale: Sendable {
        /// Times in microseconds; written as seconds.
        case microseconds
        /// Numbers of characters.
        case characters

        /// Upper bounds; what is beyond the last one has a bucket without a bound.
        var bounds: [Int] {
            switch self {
            case .microseconds: Self.times
            case .characters: Self.sizes
            }
        }

        private static let times = [
            100, 500, 1000, 5000, 10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
            10_000_000, 30_000_000, 60_000_000, 300_000_000,
        ]
        private static let sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096]
    }

    let scale: Scale
    /// How many fell into each bucket, and into none before it.
    private(set) var counts: [Int]
    private(set) var count = 0
    /// The sum of all, in the scale's unit.
    private(set) var sum = 0

    package init(_ scale: Scale = .microseconds) {
        self.scale = scale
        counts = [Int](repeating: 0, count: scale.bounds.count)
    }

    /// Adds a time to a histogram of times.
    package mutating func add(_ time: TimeAmount) {
        add(Int(time.nanoseconds / 1000))
    }

    /// Adds a number in the scale's unit; what is below 0 counts as 0.
    package mutating func add(_ number: Int) {
        let number = max(0, number)
        count += 1
        sum &+= number
        if let bucket = scale.bounds.firstIndex(where: { number <= $0 }) { counts[bucket] += 1 }
    }

    /// Adds what another of the same scale counted.
    package mutating func add(_ other: Histogram) {
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
        sum &+= other.sum
    }
}
