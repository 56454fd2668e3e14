/// The patterns of a selection that are compared with the same normalised text.
@safe
final class ScanGroup: Sendable {
    let table: NormalizationTable
    /// The patterns that hold text back.
    let deciding: ScanHalf
    /// The patterns that only observe.
    let observing: ScanHalf
    /// What a scan reads of the deciding half and of the observing one.
    let halves: FixedTable<HalfTables>
    /// How many bytes before an undecided place have to be kept.
    let keptBytes: Int

    init(
        set: PatternSet, table: NormalizationTable, deciding: [Int], observing: [Int], isTrial: Bool
    ) {
        self.table = table
        self.deciding = set.half(of: deciding, isTrial: isTrial)
        self.observing = set.half(of: observing, isTrial: isTrial)
        unsafe halves = FixedTable(
            [self.deciding, self.observing].map { unsafe HalfTables($0, foldsASCII: table.foldsASCII) })
        // One code point more than is looked at: without it the first one that is kept would look like the text's
        // beginning.
        keptBytes = (deciding + observing).map { set.patterns[$0].bytesBefore }.max() ?? 0
    }
}
