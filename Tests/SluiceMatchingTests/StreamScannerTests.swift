import SluiceMatching
import Testing

/// The scanner as a whole: mixed rules, broken bytes, memory, threads.
struct StreamScannerTests {
    static let patterns = [
        Pattern(.regex(#"\b(?:\d[ -]?){12,15}\d\b"#, capture: 0), validators: [.luhn]),
        Pattern(.regex(#"secret.*key"#, capture: 0), window: 30, onLimit: .match),
        Pattern(.regex(#"\b\w{1,9}@\w{1,9}\.com\b"#, capture: 0), normalization: [.stripInvisible]),
        Pattern(.keywords(["project nightjar", "夜鷹计划", "key"]), normalization: [.standard, .simplified]),
        Pattern(
            .keywords(["sec", "secret key", "麻"]), boundary: .none, exceptions: [.covering(["麻烦", "芝麻"])]),
        Pattern(.regex("\u{FFFD}+", capture: 0), window: 9),
        Pattern(.regex(#"(?i)k(?=\W)"#, capture: 0), normalization: []),
    ]
    static let texts = [
        "4111 1111 1111 1111", "secret", " key", "ｋｅｙ", "an@b.com", "夜鹰", "计划", "夜鷹", "project night", "jar",
        "芝麻",
        "烦", "\u{200B}", "\u{212A}", " ", "ß", "😀",
    ]
    static let broken: [[UInt8]] = [
        [0xE4], [0xE4, 0xB8], [0xFF], [0xF0, 0x9F], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x80],
    ]
    static let pieces: [[UInt8]] = texts.map { Array($0.utf8) } + broken

    @Test func anyCutsGiveTheMatchesOfTheWhole() throws {
        let set = try PatternSet(Self.patterns)
        var generator = SeededGenerator(seed: RegexFuzzTests.seed)
        for trial in 0..<RegexFuzzTests.trials * 10 {
            let deciding = Self.patterns.indices.filter { _ in generator.below(3) > 0 }
            let selection = set.select(deciding: deciding, observing: Array(Self.patterns.indices))
            let count = generator.below(generator.pick([10, 40, 200]))
            let text = (0..<count).flatMap { _ in generator.pick(Self.pieces) }
            let cuts = RegexFuzzTests.cuts(of: text, &generator)
            let context = Comment(
                rawValue: "seed \(RegexFuzzTests.seed), trial \(trial), \(text), cuts \(cuts)")
            let whole = scan(text, with: selection)
            let cut = scan(text, with: selection, cuts: cuts)
            let atOnce = scanAtOnce(text, with: selection)
            for index in Self.patterns.indices {
                let expected = whole.matches.filter { $0.pattern == index }
                #expect(cut.matches.filter { $0.pattern == index } == expected, context)
                #expect(atOnce.filter { $0.pattern == index } == expected, context)
            }
            let onlyDeciding = set.select(deciding: deciding, observing: [])
            expectHonestDecisions(text, cuts, onlyDeciding, hold: .max / 2, context: context)
            #expect(scan(text, with: onlyDeciding, cuts: cuts).decided == cut.decided, context)
        }
    }

    @Test(
        arguments: [
            ([0xE4, 0xB8], [0..<2]), ([0xE4, 0xB8, 0x41], [0..<2]), ([0xFF, 0xFF], [0..<1, 1..<2]),
            ([0xF0, 0x80, 0x80], [0..<1, 1..<2, 2..<3]), ([0xED, 0xA0, 0x80], [0..<1, 1..<2, 2..<3]),
            ([0xF0, 0x9F, 0x98, 0x41], [0..<3]), ([0xC3, 0xA9], []),
            ([0xF4, 0x90, 0x80, 0x80], [0..<1, 1..<2, 2..<3, 3..<4]),
            ([0xE4, 0xE4, 0xB8, 0x80], [0..<1]),
        ] as [([UInt8], [Range<Int>])])
    func eachMaximalSubpartCountsAsOneReplacement(_ text: [UInt8], _ places: [Range<Int>]) throws {
        let selection = try PatternSet([Pattern(.regex("\u{FFFD}", capture: 0))]).select(
            deciding: [0], observing: [])
        #expect(scan(text, with: selection).matches.map(\.whole) == places)
        #expect(scan(text, with: selection, cuts: Array(text.indices)).matches.map(\.whole) == places)
    }

    @Test func aBeginningOfACodePointIsNotDecided() throws {
        for deciding in [[0], []] {
            let selection = try PatternSet([Pattern(.keywords(["x"]))]).select(
                deciding: deciding, observing: [])
            #expect(scan([0x61, 0xE4, 0xB8], with: selection).decided == [1, 3])
        }
    }

    @Test func anEmptyTextHasNoMatches() throws {
        let selection = try PatternSet(Self.patterns).select(
            deciding: Array(Self.patterns.indices), observing: [])
        #expect(scan([], with: selection) == ScanResult(matches: [], decided: [0, 0]))
    }

    @Test func rulesThatSeeNothingHoldNothing() throws {
        let set = try PatternSet([
            Pattern(.regex(#"\bcat\b"#, capture: 0)), Pattern(.regex(#"(?<=x)cat"#, capture: 0)),
        ])
        let text = Array("dogs and words, 字 ".utf8)
        let result = scan(
            text, with: set.select(deciding: [0, 1], observing: []), cuts: Array(1..<text.count))
        #expect(result.decided.last == text.count)
        #expect(result.decided[3] == 4)
    }

    @Test func aScannerIsAValue() throws {
        let selection = try PatternSet([Pattern(.keywords(["secret"]))]).select(deciding: [0], observing: [])
        var first = StreamScanner(selection)
        var matches: [Match] = []
        first.append(Array("sec".utf8).span, into: &matches)
        var second = first
        first.append(Array("ret".utf8).span, into: &matches)
        second.append(Array("ond".utf8).span, into: &matches)
        first.finish(into: &matches)
        second.finish(into: &matches)
        #expect(matches.map(\.whole) == [0..<6])
        #expect(first.length == 6 && second.decided == 6)
    }

    @Test func manyTasksShareOneSelection() async throws {
        let selection = try PatternSet(Self.patterns).select(deciding: [0, 1, 2, 3], observing: [])
        let text = Array(Self.pieces.joined(separator: [0x20]))
        let expected = scan(text, with: selection).matches
        await withTaskGroup(of: [Match].self) { group in
            for step in 1...16 {
                group.addTask {
                    scan(text, with: selection, cuts: Array(stride(from: step, to: text.count, by: step)))
                        .matches
                }
            }
            for await matches in group {
                #expect(Set(matches.map(\.whole)) == Set(expected.map(\.whole)))
            }
        }
    }
}
