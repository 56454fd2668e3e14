import SluiceMatching
import Testing

/// Random rule sets over random texts: the engine against the plain one, which runs every pattern by itself.
struct EngineFuzzTests {
    static let cases = FuzzCase.bounded + FuzzCase.capped
    static let keywordPieces =
        KeywordFuzzTests.pieces + ["cat", "dog", "secret", "key", "4111", "我", "你", "@", ".com"]

    @Test func theEngineDecidesLikeThePlainOne() throws {
        var generator = SeededGenerator(seed: RegexFuzzTests.seed)
        for trial in 0..<RegexFuzzTests.trials * 8 {
            let members = (0..<1 + generator.below(6)).map { _ in generator.pick(Self.cases) }
            var pieces = members.flatMap(\.pieces)
            var patterns = members.map {
                Pattern(
                    .regex($0.regex, capture: 0), normalization: generator.pick([[], .standard]),
                    window: $0.window)
            }
            for _ in 0..<generator.below(4) {
                patterns.append(Self.keywords(&generator))
                pieces += Self.keywordPieces
            }
            let set = try PatternSet(patterns)
            let deciding = patterns.indices.filter { _ in generator.below(4) > 0 }
            let plain = PlainSelection(set, deciding: deciding, observing: Array(patterns.indices))
            let selection = set.select(deciding: deciding, observing: Array(patterns.indices))
            for _ in 0..<4 {
                let text = RegexFuzzTests.text(of: pieces, &generator)
                let cuts = RegexFuzzTests.cuts(of: text, &generator)
                let context = Comment(
                    rawValue: "seed \(RegexFuzzTests.seed), trial \(trial), \(patterns.map(\.subject)), "
                        + "deciding \(deciding), text \(String(decoding: text, as: UTF8.self).debugDescription), cuts \(cuts)"
                )
                expectSame(text, cuts, selection, plain, patterns.indices.map(deciding.contains), context)
            }
        }
    }

    static func keywords(_ generator: inout SeededGenerator) -> Pattern {
        let literal = { (generator: inout SeededGenerator, count: Int) in
            (0..<1 + generator.below(count)).map { _ in generator.pick(keywordPieces) }.joined()
        }
        let keywords = (0..<1 + generator.below(8)).map { _ in literal(&generator, 4) }
        let covering = (0..<generator.below(3)).map { _ in literal(&generator, 5) }
        return Pattern(
            .keywords(keywords), normalization: generator.pick([[], .standard]),
            boundary: generator.pick([.auto, .word, .none]),
            exceptions: covering.isEmpty ? [] : [.covering(covering)])
    }
}

/// Expects the same matches for each pattern, and that the engine holds nothing that the plain one would release.
func expectSame(
    _ text: [UInt8], _ cuts: [Int], _ selection: Selection, _ plain: PlainSelection, _ isDeciding: [Bool],
    _ context: Comment
) {
    var scanner = StreamScanner(selection)
    var reference = PlainScanner(plain)
    var matches: [Match] = []
    var expected: [Match] = []
    var decided: [Int] = []
    var released: [Int] = []
    var start = 0
    for end in cuts + [text.count] {
        let piece = Array(text[start..<end])
        let known = matches.count
        let before = scanner.decided
        scanner.append(piece.span, into: &matches)
        reference.append(piece.span, into: &expected)
        let late = matches[known...].filter { isDeciding[$0.pattern] && $0.whole.lowerBound < before }
        #expect(late.isEmpty, context)
        decided.append(scanner.decided)
        released.append(reference.decided)
        start = end
    }
    scanner.finish(into: &matches)
    reference.finish(into: &expected)
    let atOnce = scanAtOnce(text, with: selection)
    var hasLimits = false
    for pattern in isDeciding.indices {
        // Where PCRE2 gave up on the plain one's way, the engine may know better.
        guard reference.limitCount(of: pattern) == 0 else {
            hasLimits = true
            continue
        }
        let own = expected.filter { $0.pattern == pattern }
        #expect(matches.filter { $0.pattern == pattern } == own, "pattern \(pattern) in pieces; \(context)")
        #expect(atOnce.filter { $0.pattern == pattern } == own, "pattern \(pattern) at once; \(context)")
        #expect(scanner.limitCount(of: pattern) == 0, context)
    }
    if !hasLimits {
        #expect(
            zip(decided, released).allSatisfy { $0 >= $1 }, "held \(decided), plain \(released); \(context)")
    }
}
