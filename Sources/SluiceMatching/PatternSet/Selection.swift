/// The patterns of a set that run over a text, prepared for scanning; immutable and shared.
@safe
package final class Selection: Sendable {
    /// The patterns by their normalisation.
    let groups: [ScanGroup]
    /// What a scan reads of each group.
    let tables: FixedTable<GroupTables>
    /// The most text, in code points after normalisation, that a stream holds because of these patterns.
    package let holdCharacters: Int

    init(set: PatternSet, deciding: [Int], observing: [Int], isTrial: Bool) {
        let decisive = Set(deciding)
        var members: [Normalization: (deciding: [Int], observing: [Int])] = [:]
        for pattern in decisive.union(observing).sorted() {
            let normalization = set.patterns[pattern].normalization
            if decisive.contains(pattern) {
                members[normalization, default: ([], [])].deciding.append(pattern)
            } else {
                members[normalization, default: ([], [])].observing.append(pattern)
            }
        }
        groups = members.sorted { $0.key.rawValue < $1.key.rawValue }.map { normalization, members in
            ScanGroup(
                set: set, table: normalization.table, deciding: members.deciding,
                observing: members.observing,
                isTrial: isTrial)
        }
        holdCharacters = decisive.map { set.patterns[$0].info.holdCharacters }.max() ?? 0
        unsafe tables = FixedTable(groups.map { unsafe GroupTables($0) })
    }
}
