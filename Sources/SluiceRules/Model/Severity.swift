/// How bad a hit is: for sorting, alerts and ties.
///
/// It doesn't say whether a rule is active; `level` does.
package enum Severity: String, CaseIterable, Sendable, Hashable {
    case info
    case low
    case medium
    case high
    case critical
}

extension Severity: Comparable {
    private var rank: Int {
        switch self {
        case .info: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        case .critical: 4
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
