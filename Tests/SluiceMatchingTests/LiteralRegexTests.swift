import SluiceMatching
import Testing

/// Sets in which every regex begins with a literal: between two literals nothing is walked.
struct LiteralRegexTests {
    private static let regexes = [
        "key-[0-9]{2,4}", "tok_[a-z]+x", #"sk-[A-Z]{3}\b"#, #"(?<!a)abc\d"#, "(?:pass|secret)=[^ ]{1,8}",
    ]
    private static let pieces = [
        "key-", "12", "KEY-345", "tok_", "ax ", "sk-ABC", "sk-", "\u{17F}k-AB", "abc1", "aabc2", "pass=",
        "secret=ſ",
        "lorem ipsum dolor ", "字字字", " ", "\u{212A}ey-77",
    ]

    @Test(arguments: [Normalization.standard, []])
    func whatStandsBetweenLiteralsIsSkippedAndNothingElse(_ normalization: Normalization) throws {
        let set = try PatternSet(
            Self.regexes.map {
                Pattern(.regex($0, capture: 0), normalization: normalization, window: 24)
            })
        for seed in 1...120 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let deciding = Self.regexes.indices.filter { _ in generator.below(3) > 0 }
            var comparison = EngineComparison(set, deciding: deciding)
            var text: [UInt8] = []
            while text.count < 300 + 40 * generator.below(50) { text += generator.pick(Self.pieces).utf8 }
            let end = text.count
            let cuts = (0..<generator.below(4)).map { _ in generator.below(end) }.sorted()
            let difference = comparison.difference(in: text, cutAt: cuts)
            #expect(difference == nil, "seed \(seed), cuts \(cuts)")
            #expect(comparison.matchCount > 0, "seed \(seed)")
        }
    }
}
