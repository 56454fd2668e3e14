import SluiceMatching
import Testing

/// Random texts, cut at random places, against PCRE2's interpreter over the whole text.
struct RegexFuzzTests {
    /// Trials per regex; `SLUICE_FUZZ_TRIALS` sets more.
    static let trials = FuzzRun.askedTrials ?? 15
    static let seed = FuzzRun.askedSeed ?? 0x51CE_0002

    @Test(arguments: FuzzCase.bounded)
    func boundedRegexesMatchLikePlainPCRE2(_ example: FuzzCase) throws {
        let reference = try #require(ReferenceRegex(example.regex))
        try fuzz(example) { reference.matches(in: $0) }
    }

    @Test(arguments: FuzzCase.capped)
    func cappedRegexesMatchAsFarAsTheirBlockSees(_ example: FuzzCase) throws {
        let reference = try #require(ReferenceRegex(example.regex))
        let window = try #require(example.window)
        try fuzz(example) { reference.matches(in: $0, block: max(64, window), reach: 4 * window) }
    }

    private func fuzz(_ example: FuzzCase, expected: ([UInt8]) -> [Range<Int>]) throws {
        let pattern = Pattern(.regex(example.regex, capture: 0), normalization: [], window: example.window)
        let set = try PatternSet([pattern])
        let selection = set.select(deciding: [0], observing: [])
        var generator = SeededGenerator(seed: Self.seed)
        for trial in 0..<Self.trials {
            let text = Self.text(of: example.pieces, &generator)
            let matches = expected(text).map { Match(pattern: 0, span: $0, whole: $0) }
            let cuts = Self.cuts(of: text, &generator)
            let result = scan(text, with: selection, cuts: cuts)
            let context =
                "seed \(Self.seed), trial \(trial), text \(String(decoding: text, as: UTF8.self)), cuts \(cuts)"
            let whole = scan(text, with: selection)
            #expect(result.matches == whole.matches, "in pieces; \(context)")
            #expect(scanAtOnce(text, with: selection) == whole.matches, "at once; \(context)")
            // The interpreter has a higher limit.
            #expect(whole.matches == matches || whole.limits > 0, "whole; \(context)")
            expectHonestDecisions(
                text, cuts, selection, hold: set.info(0).holdBytes, context: Comment(rawValue: context))
        }
    }

    /// A text of random pieces, mostly short, at times longer than every window and than what a scanner keeps.
    static func text(of pieces: [String], _ generator: inout SeededGenerator) -> [UInt8] {
        let count = generator.below(generator.pick([24, 24, 24, 24, 24, 24, 120, 600]))
        return (0..<count).flatMap { _ in Array(generator.pick(pieces).utf8) }
    }

    /// Places to cut a text, anywhere, inside code points as well.
    static func cuts(of text: [UInt8], _ generator: inout SeededGenerator) -> [Int] {
        let step = generator.pick([1, 1, 3, 10, 40])
        var cuts: [Int] = []
        var position = 0
        while true {
            position += generator.below(step) + 1
            if position >= text.count { return cuts }
            cuts.append(position)
        }
    }
}

/// Expects that `decided` only grows, that no match begins below it later, and that no more is held than announced.
func expectHonestDecisions(
    _ text: [UInt8], _ cuts: [Int], _ selection: Selection, hold: Int, context: Comment
) {
    var scanner = StreamScanner(selection)
    var matches: [Match] = []
    var decided = 0
    var start = 0
    for end in cuts + [text.count] {
        let known = matches.count
        let piece = Array(text[start..<end])
        scanner.append(piece.span, into: &matches)
        #expect(matches[known...].allSatisfy { $0.whole.lowerBound >= decided }, context)
        #expect(scanner.decided >= decided, context)
        // Up to three bytes more wait for the rest of their code point.
        #expect(end - scanner.decided <= hold + 3, context)
        decided = scanner.decided
        start = end
    }
    let known = matches.count
    scanner.finish(into: &matches)
    #expect(matches[known...].allSatisfy { $0.whole.lowerBound >= decided }, context)
    #expect(scanner.decided == text.count && scanner.length == text.count, context)
}
