/// Where all that the scan of a half reads stands, without any reference to count.
///
/// Why it exists: counting references around each of a scan's steps cost more than the steps. It is safe because a scanner
/// holds its selection, and that everything that is named here.
@unsafe
struct HalfTables: BitwiseCopyable, @unchecked Sendable {
    let hasKeywords: Bool
    let keywords: KeywordTables
    let hasRegexes: Bool
    let prefixes: PrefixTables
    let calls: UnsafePointer<RegexCall>
    /// The least that a start of a regex without upper bound sees, in bytes.
    let shortestReach: Int
    private let owner: Unmanaged<ScanHalf>

    init(_ half: ScanHalf) {
        unsafe hasKeywords = half.hasKeywords
        unsafe keywords = KeywordTables(half.automaton)
        unsafe hasRegexes = half.hasRegexes
        unsafe prefixes = PrefixTables(half.prefixes)
        unsafe calls = half.calls.start
        unsafe shortestReach = half.shortestReach
        unsafe owner = .passUnretained(half)
    }

    /// The half itself, for what is done seldom.
    var half: ScanHalf { unsafe owner.takeUnretainedValue() }
}
