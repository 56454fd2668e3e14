import SluiceMatching
import Testing

/// Random keyword sets over random texts against a search that tries everything.
struct KeywordFuzzTests {
    static let pieces = ["a", "b", "ab", "é", "1", " ", "-", "字", "文", "字文", "ба", "ァ", "aab"]

    @Test(arguments: [Boundary.auto, .word, .none])
    func keywordsMatchLikeASearchThatTriesEverything(_ boundary: Boundary) throws {
        var generator = SeededGenerator(seed: RegexFuzzTests.seed)
        for trial in 0..<RegexFuzzTests.trials {
            let patterns = (0..<3).map { _ in Self.pattern(boundary, &generator) }
            let set = try PatternSet(patterns)
            let selection = set.select(deciding: [0, 1], observing: [2])
            for _ in 0..<8 {
                let text = RegexFuzzTests.text(of: Self.pieces, &generator)
                let cuts = RegexFuzzTests.cuts(of: text, &generator)
                let context = Comment(
                    rawValue: "seed \(RegexFuzzTests.seed), trial \(trial), \(patterns.map(\.subject)), "
                        + "text \(String(decoding: text, as: UTF8.self)), cuts \(cuts)")
                let whole = scan(text, with: selection).matches
                let pieces = scan(text, with: selection, cuts: cuts).matches
                for index in patterns.indices {
                    let expected = NaiveKeywords(patterns[index]).matches(in: text, pattern: index)
                    #expect(whole.filter { $0.pattern == index } == expected, context)
                    #expect(pieces.filter { $0.pattern == index } == expected, context)
                }
                let deciding = set.select(deciding: [0, 1, 2], observing: [])
                let hold = (0..<3).map { set.info($0).holdBytes }.max() ?? 0
                expectHonestDecisions(text, cuts, deciding, hold: hold, context: context)
            }
        }
    }

    private static func pattern(_ boundary: Boundary, _ generator: inout SeededGenerator) -> Pattern {
        let literal = { (generator: inout SeededGenerator, count: Int) in
            (0..<1 + generator.below(count)).map { _ in generator.pick(pieces) }.joined()
        }
        let keywords = (0..<1 + generator.below(5)).map { _ in literal(&generator, 3) }
        let covering = (0..<generator.below(3)).map { _ in literal(&generator, 5) }
        return Pattern(
            .keywords(keywords), normalization: [], boundary: boundary,
            exceptions: covering.isEmpty ? [] : [.covering(covering)])
    }
}
