/// How often each of some small whole numbers came up.
package struct Distribution: Sendable {
    private var counts: [Int] = []
    private var total = 0
    private var sum = 0

    package init() {}

    /// Counts a number that is not negative.
    package mutating func add(_ value: Int) {
        if value >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: value + 1 - counts.count))
        }
        counts[value] += 1
        total += 1
        sum += value
    }

    /// The mean; 0 where nothing was counted.
    package var mean: Double { total == 0 ? 0 : Double(sum) / Double(total) }

    /// The greatest number that came up.
    package var greatest: Int { max(0, counts.count - 1) }

    /// The least number that so many hundredths of all numbers don't exceed.
    package func percentile(_ hundredths: Int) -> Int {
        let wanted = (total * hundredths + 99) / 100
        var seen = 0
        for (value, count) in counts.enumerated() {
            seen += count
            if seen >= wanted { return value }
        }
        return greatest
    }
}
