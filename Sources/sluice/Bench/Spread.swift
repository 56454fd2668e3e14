/// The median of some measured values, with the least and the greatest.
package struct Spread: Sendable, Equatable {
    package let median: Double
    package let least: Double
    package let greatest: Double

    /// - Parameter values: All zero where there is none.
    package init(_ values: [Double]) {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        least = sorted.first ?? 0
        greatest = sorted.last ?? 0
        if sorted.isEmpty {
            median = 0
        } else if sorted.count.isMultiple(of: 2) {
            median = (sorted[middle - 1] + sorted[middle]) / 2
        } else {
            median = sorted[middle]
        }
    }
}
