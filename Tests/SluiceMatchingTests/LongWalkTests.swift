import SluiceMatching
import Testing

/// Long runs, in which starts that follow each other go the same way through the automaton.
struct LongWalkTests {
    static let cases =
        FuzzCase.capped + [
            FuzzCase("(?:a+)+b", window: 200, "a", "b", "c"),
            FuzzCase("a[ab]{2,30}c|a[ab]+d", window: 60, "a", "b", "c", "d"),
            FuzzCase("a[ab]{2,300}c", "a", "b", "c", "ab"),
            FuzzCase("a[ab]*c[abc]*d", window: 2000, "a", "b", "c", "d"),
            FuzzCase(#"(?:ab|a\b|字a)+c"#, window: 300, "a", "ab", "字", "c", " "),
            FuzzCase("a(?:b|a(?=b*c))+d", window: 30, "a", "b", "c", "d"),
            FuzzCase("[ab]{1,20}@", "a", "b", "@", "c"),
        ]

    @Test(arguments: cases)
    func runsAreDecidedLikeThePlainEngineDoes(_ example: FuzzCase) throws {
        var generator = SeededGenerator(seed: RegexFuzzTests.seed)
        let pattern = Pattern(
            .regex(example.regex, capture: 0), normalization: [], window: example.window)
        let set = try PatternSet([pattern])
        var comparison = EngineComparison(set, deciding: [0])
        for trial in 0..<RegexFuzzTests.trials {
            var text: [UInt8] = []
            for _ in 0..<1 + generator.below(6) {
                let piece = generator.pick(example.pieces)
                let length = generator.pick([1, 2, 30, 90, 700])
                for _ in 0..<1 + generator.below(length) { text += piece.utf8 }
            }
            let cuts = (0..<generator.below(5)).map { _ in generator.below(text.count + 1) }.sorted()
            let context = Comment(
                rawValue: "seed \(RegexFuzzTests.seed), trial \(trial), \(example.regex), "
                    + "text \(String(decoding: text, as: UTF8.self)), cuts \(cuts)")
            #expect(comparison.difference(in: text, cutAt: cuts) == nil, context)
        }
    }
}
