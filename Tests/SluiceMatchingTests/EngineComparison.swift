import SluiceMatching

/// Compares the engine with the plain one, which runs every pattern by itself.
struct EngineComparison {
    private let selection: Selection
    private let plain: PlainSelection
    private let isDeciding: [Bool]
    private let circumstances: Circumstances
    /// What whole texts are searched in, one after the other.
    private var memory: [UInt8] = []
    /// The matches that have been compared.
    private(set) var matchCount = 0

    /// All patterns of a set; those that don't decide observe.
    init(
        _ set: PatternSet, deciding: [Int], under circumstances: Circumstances = Circumstances()
    ) {
        self.circumstances = circumstances
        let all = Array(0..<set.count)
        selection = set.select(deciding: deciding, observing: all)
        plain = PlainSelection(set, deciding: deciding, observing: all)
        isDeciding = all.map(deciding.contains)
    }

    /// What the engine does otherwise than the plain one, or otherwise in pieces than at once; `nil` if nothing.
    mutating func difference(in text: [UInt8], cutAt cuts: [Int]) -> String? {
        var scanner = StreamScanner(selection, under: circumstances)
        var reference = PlainScanner(plain, under: circumstances)
        var matches: [Match] = []
        var expected: [Match] = []
        var held: String?
        var start = 0
        for end in cuts + [text.count] {
            let known = matches.count
            let before = scanner.decided
            text.withUnsafeBufferPointer { bytes in
                let piece = bytes.extracting(start..<end)
                scanner.append(piece.span, into: &matches)
                reference.append(piece.span, into: &expected)
            }
            if isTakenBack(matches[known...], before) { return "a match below \(before) came later" }
            guard before <= scanner.decided, scanner.decided <= end else {
                return "decided went from \(before) to \(scanner.decided) of \(end)"
            }
            if scanner.decided < reference.decided, held == nil {
                held = "after \(end) bytes \(scanner.decided) is decided, plain \(reference.decided)"
            }
            start = end
        }
        let (known, before) = (matches.count, scanner.decided)
        scanner.finish(into: &matches)
        reference.finish(into: &expected)
        if isTakenBack(matches[known...], before) { return "a match below \(before) came with the end" }
        guard scanner.decided == text.count, scanner.length == text.count else {
            return "the end isn't the end"
        }
        let hasLimits = isDeciding.indices.contains { reference.limitCount(of: $0) > 0 }
        if let held, !hasLimits { return held }
        return difference(of: matches, expected, scanner, reference, in: text)
    }

    private func isTakenBack(_ matches: ArraySlice<Match>, _ decided: Int) -> Bool {
        matches.contains { isDeciding[$0.pattern] && $0.whole.lowerBound < decided }
    }

    private mutating func difference(
        of matches: [Match], _ expected: [Match], _ scanner: StreamScanner, _ reference: PlainScanner,
        in text: [UInt8]
    ) -> String? {
        var single = StreamScanner(selection, under: circumstances)
        var atOnce: [Match] = []
        single.finish(with: text.span, into: &atOnce)
        if text.count <= Selection.wholeTextLimit {
            let found = selection.search(text.span, under: circumstances, memory: &memory)
            guard found.matches == atOnce, found.exceptions == single.takeExceptions() else {
                return "a search of the whole text finds something else than a scan"
            }
        }
        let (own, whole, plain) = (byPattern(matches), byPattern(atOnce), byPattern(expected))
        for pattern in isDeciding.indices {
            if own[pattern] != whole[pattern] {
                return "pattern \(pattern) in pieces \(Self.first(own[pattern], whole[pattern])) at once"
            }
            if scanner.limitCount(of: pattern) != single.limitCount(of: pattern) {
                return "pattern \(pattern) has another number of limits in pieces than at once"
            }
            // Where PCRE2 gave up on the plain one's way, the engine may know better.
            guard reference.limitCount(of: pattern) == 0 else { continue }
            if own[pattern] != plain[pattern] {
                return "pattern \(pattern) \(Self.first(own[pattern], plain[pattern])) plain"
            }
            if scanner.limitCount(of: pattern) > 0 { return "pattern \(pattern) has limits, plain none" }
            matchCount += own[pattern].count
        }
        return nil
    }

    /// The first places at which two lists differ.
    private static func first(_ own: [Match], _ other: [Match]) -> String {
        let index = zip(own, other).prefix { $0 == $1 }.count
        return "\(own[index...].prefix(2)) instead of \(other[index...].prefix(2))"
    }

    private func byPattern(_ matches: [Match]) -> [[Match]] {
        var result = [[Match]](repeating: [], count: isDeciding.count)
        for match in matches { result[match.pattern].append(match) }
        // The parts of a pattern are searched each by itself.
        return result.map { matches in
            matches.sorted {
                ($0.span.lowerBound, $0.span.upperBound, $0.element)
                    < ($1.span.lowerBound, $1.span.upperBound, $1.element)
            }
        }
    }
}
