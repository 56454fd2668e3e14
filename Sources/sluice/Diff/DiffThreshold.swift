import ArgumentParser

/// More of something than a change of rules may bring: `new-blocks>0:benign`.
package struct DiffThreshold: ExpressibleByArgument, Sendable {
    /// What is counted.
    package let kind: ReplayDiff.Kind
    /// More than so many are too many.
    package let most: Int
    /// Only recordings with this label count; nil: all.
    package let label: String?

    package init?(argument: String) {
        let halves = argument.split(separator: ">", maxSplits: 1)
        guard halves.count == 2, let kind = ReplayDiff.Kind(rawValue: String(halves[0])) else { return nil }
        let parts = halves[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let most = parts.first.flatMap({ Int($0) }), most >= 0 else { return nil }
        self.kind = kind
        self.most = most
        label = parts.count > 1 ? String(parts[1]) : nil
    }
}

extension DiffThreshold: CustomStringConvertible {
    package var description: String { "\(kind.rawValue)>\(most)" + (label.map { ":\($0)" } ?? "") }
}
