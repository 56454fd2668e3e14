/// A condition on the text around a hit.
struct HitContext: Sendable {
    /// What the text has to hold, or must not.
    private let search: ContextSearch
    /// A bit for each pattern of the search that counts.
    private let wanted: UInt32
    private let vicinity: Vicinity
    /// Whether the hit itself is searched with the text around it; otherwise the text before it and that behind it are
    /// searched each by itself.
    private let coversHit: Bool
    /// Whether it is an exception: it takes a hit away where all that is wanted is found, and not where something isn't.
    private let refuses: Bool

    private init(
        _ search: ContextSearch, wanted: UInt32, _ vicinity: Vicinity, coversHit: Bool, refuses: Bool
    ) {
        self.search = search
        self.wanted = wanted
        self.vicinity = vicinity
        self.coversHit = coversHit
        self.refuses = refuses
    }

    /// How much text has to be kept before a hit, in bytes.
    var bytesBefore: Int { 4 * (vicinity.before + 2) }
    /// How much text behind a hit may have to come before it is decided, in code points.
    var charactersBehind: Int { vicinity.after > 0 ? vicinity.after + 1 : 0 }

    /// Words of which one has to stand near the hit.
    static func nearby(_ nearby: Nearby, of pattern: Pattern) throws(PatternErrors) -> HitContext {
        let words = Pattern(.keywords(nearby.words), normalization: pattern.normalization)
        return HitContext(
            try ContextSearch([words], normalization: pattern.normalization), wanted: 1,
            .characters(before: nearby.before, after: nearby.after), coversHit: false, refuses: false)
    }

    /// Phrases of which none may stand in the hit's sentence.
    static func exception(
        _ phrases: [String], reach: Int, of pattern: Pattern
    ) throws(PatternErrors) -> HitContext {
        let phrases = Pattern(.keywords(phrases), normalization: pattern.normalization)
        return HitContext(
            try ContextSearch([phrases], normalization: pattern.normalization), wanted: 1,
            .sentence(reach: reach), coversHit: true, refuses: true)
    }

    /// For each part of a pattern the condition that all other parts stand around it.
    static func together(
        _ parts: [Pattern.Subject], in vicinity: Vicinity, of pattern: Pattern
    ) throws(PatternErrors) -> [HitContext] {
        let search = try ContextSearch(
            parts.map {
                Pattern(
                    $0, normalization: pattern.normalization, boundary: pattern.boundary,
                    window: pattern.window)
            },
            normalization: pattern.normalization)
        let all = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(parts.count)) - 1)
        return parts.indices.map { part in
            HitContext(
                search, wanted: all & ~(1 << UInt32(truncatingIfNeeded: part)), vicinity, coversHit: true,
                refuses: false)
        }
    }

    /// Judges a hit of `text`, which is all that is kept of the normalised text.
    func judge(_ hit: Range<Int>, in text: UnsafeBufferPointer<UInt8>, isFinished: Bool) -> Verdict {
        let area = unsafe HitArea(of: vicinity, around: hit, in: text, isFinished: isFinished)
        let verdict: Verdict
        if coversHit {
            verdict = unsafe find(area.start..<area.end, area, in: text)
        } else {
            let before = vicinity.before > 0 ? unsafe findBefore(hit, area, in: text) : .refused
            if before == .accepted { return .accepted }
            verdict = vicinity.after > 0 ? unsafe findBehind(hit, area, in: text) : .refused
        }
        switch verdict {
        case .accepted: return refuses ? .excepted : .accepted
        case .refused, .excepted: return refuses ? .accepted : .refused
        case .undecided: return .undecided
        }
    }

    /// Searches the text before the hit, which ends with it.
    private func findBefore(_ hit: Range<Int>, _ area: HitArea, in text: UnsafeBufferPointer<UInt8>)
        -> Verdict
    {
        let bytes = text.extracting(area.viewStart..<hit.lowerBound)
        let range = area.start - area.viewStart..<bytes.count
        return unsafe search.findings(in: bytes, range, isFinished: true).patterns & wanted == wanted
            ? .accepted : .refused
    }

    /// Searches the text behind the hit, which begins with it.
    private func findBehind(_ hit: Range<Int>, _ area: HitArea, in text: UnsafeBufferPointer<UInt8>)
        -> Verdict
    {
        var behind = area
        behind.start = hit.upperBound
        behind.viewStart = hit.upperBound
        return unsafe find(hit.upperBound..<area.end, behind, in: text)
    }

    /// Accepted where all that is wanted is found in a range of the text.
    private func find(_ range: Range<Int>, _ area: HitArea, in text: UnsafeBufferPointer<UInt8>) -> Verdict {
        let bytes = text.extracting(area.viewStart..<area.viewEnd)
        let inner = range.lowerBound - area.viewStart..<range.upperBound - area.viewStart
        let findings = unsafe search.findings(in: bytes, inner, isFinished: area.isClosed)
        if findings.patterns & wanted == wanted { return .accepted }
        return area.isClosed || area.isComplete && findings.decided >= inner.upperBound
            ? .refused : .undecided
    }
}
