import CStartFilter

/// Where all that the scan of a half reads stands, without any reference to count.
///
/// Why it exists: counting references around each of a scan's steps cost more than the steps. It is safe because a scanner
/// holds its selection, and that everything that is named here; threads share it because none of that ever changes.
@unsafe
struct HalfTables: BitwiseCopyable, @unchecked Sendable {
    let hasKeywords: Bool
    let keywords: KeywordTables
    /// The keyword patterns by their slot.
    let keywordPatterns: UnsafePointer<ScanHalf.KeywordPattern>
    let hasRegexes: Bool
    let prefixes: PrefixTables
    /// Whether longer texts are sifted: some regexes have a gate or begin with literals.
    let isSifted: Bool
    /// The beginnings of the other regexes.
    let light: PrefixTables
    /// Where matches of any regex may start, and those of the other regexes; nil where each start is walked.
    let starts: UnsafePointer<start_filter>?
    let lightStarts: UnsafePointer<start_filter>?
    /// Whether there are no other regexes, and none with a gate: nothing begins where the filter finds nothing.
    let hasOnlyLiterals: Bool
    /// A gate stands less than so many bytes behind a match's start; 0 if there is none.
    let gateDistance: Int
    /// What may stand right before a gate.
    let bytesBeforeGate: ByteSet
    /// The length of the longest literal that the filter looks for.
    let longestPrefix: Int
    /// Whether the text has to be folded before the filter looks at it.
    let siftsFolded: Bool
    let calls: UnsafePointer<RegexCall>
    /// The least that a start of a regex without upper bound sees, in bytes.
    let shortestReach: Int
    /// A walk ends when it has taken so many bytes.
    let longestWalk: Int
    /// Whether PCRE2 decides where a walk has ended so; otherwise it has passed all that any regex may see of the text.
    let handsOverLongWalks: Bool
    private let owner: Unmanaged<ScanHalf>

    /// After so many bytes PCRE2's answer costs about the same as the rest of the walk.
    private static let longestWalk = 512

    /// - Parameter foldsASCII: Whether the half's texts have no ASCII letters in upper case.
    init(_ half: ScanHalf, foldsASCII: Bool) {
        unsafe hasKeywords = half.hasKeywords
        unsafe keywords = KeywordTables(half.automaton)
        unsafe keywordPatterns = half.keywordPatterns.start
        unsafe hasRegexes = half.hasRegexes
        unsafe prefixes = PrefixTables(half.prefixes)
        unsafe isSifted = half.light != nil
        unsafe light = PrefixTables(half.light ?? half.prefixes)
        unsafe starts = half.starts.map { unsafe $0.table }
        unsafe lightStarts = half.lightStarts.map { unsafe $0.table }
        unsafe hasOnlyLiterals = half.hasOnlyLiterals
        unsafe gateDistance = half.gateDistance
        unsafe bytesBeforeGate = half.bytesBeforeGate
        unsafe longestPrefix = half.longestPrefix
        unsafe siftsFolded = !foldsASCII
        unsafe calls = half.calls.start
        unsafe shortestReach = half.shortestReach
        unsafe longestWalk = min(Self.longestWalk, half.longestReach)
        unsafe handsOverLongWalks = half.longestReach > Self.longestWalk
        unsafe owner = .passUnretained(half)
    }

    /// The half itself, for what is done seldom.
    var half: ScanHalf { unsafe owner.takeUnretainedValue() }
}
