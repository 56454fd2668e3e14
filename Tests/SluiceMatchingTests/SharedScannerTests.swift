import SluiceMatching
import Testing

/// Scanners are values over a selection that all threads share.
struct SharedScannerTests {
    /// A text with the places where it is cut.
    private struct Example: Sendable {
        var text: [UInt8]
        var cuts: [Int]

        var pieces: [[UInt8]] {
            zip([0] + cuts, cuts + [text.count]).map { Array(text[$0..<$1]) }
        }
    }

    /// A scanner with what it has found.
    private struct Progress: Sendable {
        var scanner: StreamScanner
        var matches: [Match] = []

        mutating func append(_ piece: [UInt8]) { scanner.append(piece.span, into: &matches) }

        mutating func finish() -> [Match] {
            scanner.finish(into: &matches)
            return matches
        }
    }

    private static let seed = FuzzRun.askedSeed ?? 0x51CE_0030

    private static func selection(_ generator: inout SeededGenerator) throws -> (Selection, [Example]) {
        let kind = generator.pick(FuzzKind.allCases)
        let rules = RandomRules(kind, &generator)
        let set = try PatternSet(rules.patterns)
        let examples = (0..<4).map { _ in
            let text = RandomText.next(kind, of: rules.pieces, &generator)
            return Example(text: text, cuts: RandomText.cuts(of: text, kind, &generator))
        }
        return (set.select(deciding: rules.deciding, observing: Array(0..<set.count)), examples)
    }

    @Test func aCopyGoesOnByItself() throws {
        var generator = SeededGenerator(seed: Self.seed)
        for round in 0..<RegexFuzzTests.trials {
            let (selection, examples) = try Self.selection(&generator)
            let (first, second) = (examples[0].pieces, examples[1].pieces)
            let place = generator.below(first.count + 1)
            var original = Progress(scanner: StreamScanner(selection))
            for piece in first[..<place] { original.append(piece) }
            var copy = original
            // The two go on in turns, the copy with another text.
            for index in 0..<max(first.count - place, second.count) {
                if place + index < first.count { original.append(first[place + index]) }
                if index < second.count { copy.append(second[index]) }
            }
            let joined = Array(first[..<place].joined()) + examples[1].text
            let isSame =
                original.finish() == scan(examples[0].text, with: selection, cuts: examples[0].cuts).matches
                && byPattern(copy.finish()) == byPattern(scanAtOnce(joined, with: selection))
            #expect(isSame, "seed \(Self.seed), round \(round)")
        }
    }

    @Test func threadsDoNotDisturbEachOther() async throws {
        var generator = SeededGenerator(seed: Self.seed)
        for round in 0..<max(4, RegexFuzzTests.trials / 5) {
            let (selection, examples) = try Self.selection(&generator)
            let expected = examples.map { scan($0.text, with: selection, cuts: $0.cuts).matches }
            let results = await withTaskGroup(of: (Int, [Match]).self) { group in
                for index in 0..<2 * examples.count {
                    let example = examples[index % examples.count]
                    group.addTask {
                        var progress = Progress(scanner: StreamScanner(selection))
                        for (number, piece) in example.pieces.enumerated() {
                            progress.append(piece)
                            // The scan goes on on whatever thread is free.
                            if number % 64 == 0 { await Task.yield() }
                        }
                        return (index % examples.count, progress.finish())
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let isSame = results.allSatisfy { $1 == expected[$0] }
            #expect(isSame && results.count == 2 * examples.count, "seed \(Self.seed), round \(round)")
        }
    }

    /// The parts of a pattern are searched each by itself, so their matches are put in order.
    private func byPattern(_ matches: [Match]) -> [Int: [Match]] {
        Dictionary(grouping: matches, by: \.pattern).mapValues(inOrder)
    }
}
