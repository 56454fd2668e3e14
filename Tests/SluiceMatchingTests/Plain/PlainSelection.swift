@testable import SluiceMatching

/// The patterns of a set that run over a text, prepared for the plain engine.
final class PlainSelection: Sendable {
    let groups: [PlainGroup]

    init(_ set: PatternSet, deciding: [Int], observing: [Int]) {
        let decisive = Set(deciding)
        var members: [Normalization: [(pattern: Int, isDeciding: Bool)]] = [:]
        for pattern in decisive.union(observing).sorted() {
            let normalization = set.patterns[pattern].normalization
            members[normalization, default: []].append((pattern, decisive.contains(pattern)))
        }
        groups = members.sorted { $0.key.rawValue < $1.key.rawValue }.map { normalization, members in
            PlainGroup(set: set, table: normalization.table, members: members)
        }
    }
}
