import SluiceMatching
import Testing

/// Conditions on the text around a hit against a naive reading of the whole text.
struct ContextFuzzTests {
    private static let pieces = [
        "cat", "dog", "ca", "t", "og", " ", "  ", ".", ". ", "! ", "?a", "\n", "。", "字", "river", "riv", "er",
        "s", "é",
    ]

    @Test func theEngineDecidesAsTheWholeTextSays() throws {
        var run = FuzzRun("contexts", seed: 0x51CE_0031, usualTrials: 1_500)
        while !run.isOver {
            let seed = run.nextSeed()
            var generator = SeededGenerator(seed: seed)
            let naive = NaiveContext(&generator)
            let selection = try PatternSet([naive.pattern]).select(deciding: [0], observing: [])
            for _ in 0..<8 {
                let text = (0..<generator.below(24)).map { _ in generator.pick(Self.pieces) }.joined()
                let bytes = Array(text.utf8)
                let cuts = (0..<generator.below(6)).map { _ in generator.below(bytes.count + 1) }.sorted()
                let expected = naive.spans(in: text)
                let found = inOrder(scan(bytes, with: selection, cuts: cuts).matches).map(\.span)
                #expect(
                    found == expected,
                    "SLUICE_FUZZ_SEED=\(seed) \(text.debugDescription) \(cuts) \(naive.pattern)")
                run.count(matches: expected.count, bytes: bytes.count)
                if found != expected { return }
            }
        }
        run.report()
    }
}
