import SluiceMatching
import Testing

/// Random rule sets over random texts: the engine against the plain one, which runs every pattern by itself.
struct EngineFuzzTests {
    static let keywordPieces =
        KeywordFuzzTests.pieces + ["cat", "dog", "secret", "key", "4111", "我", "你", "@", ".com"]

    @Test(arguments: FuzzKind.allCases)
    func theEngineDecidesLikeThePlainOne(_ kind: FuzzKind) throws {
        var run = FuzzRun(
            "engine, \(kind)", seed: 0x51CE_0020, usualTrials: kind.usualTrials, share: kind.share)
        while !run.isOver {
            let seed = run.nextSeed()
            var generator = SeededGenerator(seed: seed)
            let rules = RandomRules(kind, &generator)
            var comparison = EngineComparison(
                try PatternSet(rules.patterns), deciding: rules.deciding, under: Circumstances([1]))
            for number in 0..<kind.textsPerSelection {
                let text = RandomText.next(kind, of: rules.pieces, &generator)
                for _ in 0..<kind.cutsPerText {
                    let cuts = RandomText.cuts(of: text, kind, &generator)
                    let known = comparison.matchCount
                    if let difference = comparison.difference(in: text, cutAt: cuts) {
                        Issue.record(
                            """
                            \(difference)
                            SLUICE_FUZZ_SEED=\(seed), text \(number), deciding \(rules.deciding)
                            \(rules.patterns.map { "\($0)" }.joined(separator: "\n").prefix(4_000))
                            text \(shown(text))
                            cuts \(cuts.prefix(400))
                            """)
                        return
                    }
                    run.count(matches: comparison.matchCount - known, bytes: text.count)
                }
            }
        }
        run.report()
    }

    private func shown(_ text: [UInt8]) -> String {
        text.count > 2_000 ? "of \(text.count) bytes" : String(decoding: text, as: UTF8.self).debugDescription
    }
}
