/// Looks for keywords and regexes in the text around a hit, with the same scans that find hits.
@safe
final class ContextSearch: Sendable {
    private let half: ScanHalf
    private let tables: FixedTable<HalfTables>

    /// What was found in a stretch of text.
    struct Findings {
        /// A bit for each pattern that was found.
        var patterns: UInt32 = 0
        /// Before this offset more text changes nothing.
        var decided: Int
    }

    /// Prepares patterns, at most 32, that have no conditions of their own.
    init(_ patterns: [Pattern], normalization: Normalization) throws(PatternErrors) {
        let set = try PatternSet(patterns)
        half = set.half(of: Array(patterns.indices), isTrial: true)
        unsafe tables = FixedTable([
            unsafe HalfTables(half, foldsASCII: normalization.table.foldsASCII)
        ])
    }

    /// The patterns with a match inside `range` of the bytes, which are seen with what surrounds it.
    ///
    /// - Parameter isFinished: Whether the bytes count as all the text there is; otherwise only what more text can't change
    ///   is found.
    func findings(
        in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isFinished: Bool
    ) -> Findings {
        let view = unsafe ScanView(bytes: bytes, base: 0, isFinished: isFinished)
        var matches: [Match] = []
        var findings = Findings(decided: bytes.count)
        if half.hasKeywords {
            var state = KeywordState()
            unsafe KeywordScan(view: view, tables: tables.start).advance(&state, into: &matches)
            findings.decided = min(findings.decided, state.position)
        }
        if half.hasRegexes {
            var state = RegexState()
            let scan = unsafe RegexScan(view: view, tables: tables.start)
            findings.decided = min(findings.decided, unsafe scan.advance(&state, into: &matches))
        }
        for match in matches
        where match.whole.lowerBound >= range.lowerBound && match.whole.upperBound <= range.upperBound {
            findings.patterns |= 1 << UInt32(truncatingIfNeeded: match.pattern)
        }
        return findings
    }
}
