import SluiceMatching

/// What a scan of one text has yielded.
struct ScanResult: Equatable {
    var matches: [Match]
    var decided: [Int]
    /// How often the engine gave up on pattern 0.
    var limits = 0
    /// The patterns whose hits exceptions took away.
    var exceptions: [Int] = []
}

/// Scans a text in pieces that end at `cuts`, and whatever is left.
func scan(_ text: [UInt8], with selection: Selection, cuts: [Int] = []) -> ScanResult {
    var scanner = StreamScanner(selection)
    var result = ScanResult(matches: [], decided: [])
    var start = 0
    for end in cuts + [text.count] {
        let piece = Array(text[start..<end])
        scanner.append(piece.span, into: &result.matches)
        result.decided.append(scanner.decided)
        start = end
    }
    scanner.finish(into: &result.matches)
    result.decided.append(scanner.decided)
    result.limits = scanner.limitCount(of: 0)
    result.exceptions = scanner.takeExceptions().sorted()
    return result
}

/// Scans a text that is there whole in one call.
func scanAtOnce(_ text: [UInt8], with selection: Selection) -> [Match] {
    var scanner = StreamScanner(selection)
    var matches: [Match] = []
    scanner.finish(with: text.span, into: &matches)
    return matches
}

/// The matched texts of one pattern, whole, at once and cut at every byte; all three have to agree.
func hits(_ pattern: Pattern, in text: String) throws -> [String] {
    let selection = try PatternSet([pattern]).select(deciding: [0], observing: [])
    let bytes = Array(text.utf8)
    let whole = inOrder(scan(bytes, with: selection).matches)
    let bytewise = inOrder(scan(bytes, with: selection, cuts: Array(bytes.indices)).matches)
    let atOnce = inOrder(scanAtOnce(bytes, with: selection))
    let spans = whole.map { String(decoding: bytes[$0.span], as: UTF8.self) }
    return whole == bytewise && whole == atOnce ? spans : spans + ["differs when cut or taken at once"]
}

/// Matches of one pattern by their place.
func inOrder(_ matches: [Match]) -> [Match] {
    matches.sorted { ($0.span.lowerBound, $0.element) < ($1.span.lowerBound, $1.element) }
}
