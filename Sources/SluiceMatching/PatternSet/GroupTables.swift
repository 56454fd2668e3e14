/// Where all that the scan of a group reads stands, without any reference to count.
///
/// The group outlives it and never changes, as with `HalfTables`.
@unsafe
struct GroupTables: BitwiseCopyable, @unchecked Sendable {
    /// The deciding half, and behind it the observing one.
    let halves: UnsafePointer<HalfTables>
    let hasObserving: Bool
    let normalizer: NormalizationTable.Pointers
    /// How many bytes before an undecided place have to be kept.
    let keptBytes: Int

    init(_ group: ScanGroup) {
        unsafe halves = group.halves.start
        unsafe hasObserving = group.observing.hasKeywords || group.observing.hasRegexes
        unsafe normalizer = group.table.pointers
        unsafe keptBytes = group.keptBytes
    }
}
