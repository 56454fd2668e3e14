/// The patterns of a selection that are compared with the same normalised text.
final class ScanGroup: Sendable {
    let table: NormalizationTable
    /// The patterns that hold text back.
    let deciding: ScanHalf
    /// The patterns that only observe; `nil` where there is none.
    let observing: ScanHalf?
    /// How many bytes before an undecided place have to be kept.
    let keptBytes: Int

    init(set: PatternSet, table: NormalizationTable, deciding: [Int], observing: [Int]) {
        self.table = table
        self.deciding = set.half(of: deciding)
        self.observing = observing.isEmpty ? nil : set.half(of: observing)
        // One code point more than is looked at: without it the first one that is kept would look like the text's
        // beginning.
        keptBytes =
            (deciding + observing).map { index in
                let pattern = set.patterns[index]
                return max(4 * (pattern.info.lookbehind + 1), pattern.conditions.coveringReach)
            }.max() ?? 0
    }
}
