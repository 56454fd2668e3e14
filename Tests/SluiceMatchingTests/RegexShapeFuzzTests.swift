import Testing

@testable import SluiceMatching

/// Random texts, followed through a regex's shape and matched by PCRE2's interpreter from every start.
struct RegexShapeFuzzTests {
    static let seed = FuzzRun.askedSeed ?? 0x51CE_0011

    @Test(arguments: FuzzCase.bounded + FuzzCase.capped + FuzzCase.shapes, [false, true])
    func aShapeIsExactOrOpaque(_ example: FuzzCase, isCaseless: Bool) throws {
        let regex = try #require(AnchoredRegex(example.regex, isCaseless: isCaseless))
        let shape = RegexReader.facts(of: Array(example.regex.utf8), isCaseless: isCaseless).shape
        var generator = SeededGenerator(seed: Self.seed)
        for trial in 0..<RegexFuzzTests.trials {
            let count = generator.below(12) + 1
            let text = (0..<count).map { _ in generator.pick(example.pieces) }.joined()
            for goesOn in [false, true] {
                let context =
                    "seed \(Self.seed), trial \(trial), goes on \(goesOn), text \(text.debugDescription)"
                compare(shape, with: regex, in: text, goesOn: goesOn, context: context)
            }
        }
    }

    @Test func randomRegexesHaveExactShapes() {
        let pieces = [
            "a", "b", "k", "S", "A", "字", "é", "É", " ", "#", "-", "\n", "1", "\u{17F}", "\u{212A}", "|", "]",
            "{,2}",
        ]
        var generator = SeededGenerator(seed: Self.seed)
        var tried = 0
        var certain = 0
        for _ in 0..<40 * RegexFuzzTests.trials {
            let isCaseless = generator.below(2) == 0
            let regex = RandomRegex.next(&generator)
            let facts = RegexReader.facts(of: Array(regex.utf8), isCaseless: isCaseless)
            guard facts.refusals.isEmpty, let code = AnchoredRegex(regex, isCaseless: isCaseless) else {
                continue
            }
            for _ in 0..<6 {
                let text = (0..<generator.below(8) + 1).map { _ in generator.pick(pieces) }.joined()
                let goesOn = generator.below(2) == 0
                let context =
                    "regex \(regex.debugDescription), seed \(Self.seed), goes on \(goesOn), text \(text.debugDescription)"
                tried += text.unicodeScalars.count
                certain += compare(facts.shape, with: code, in: text, goesOn: goesOn, context: context)
            }
        }
        // Otherwise the comparison would say little.
        #expect(certain > tried / 2, "\(certain) of \(tried) starts are decided by the shape alone")
    }

    /// Compares all starts; the number of those that the shape decides.
    @discardableResult
    private func compare(
        _ shape: RegexShape, with regex: AnchoredRegex, in text: String, goesOn: Bool, context: String
    ) -> Int {
        let bytes = Array(text.utf8)
        let codePoints = text.unicodeScalars.map(\.value)
        var byteOffset = 0
        var byteOffsets: [Int] = []
        for scalar in text.unicodeScalars {
            byteOffsets.append(byteOffset)
            byteOffset += String(scalar).utf8.count
        }
        byteOffsets.append(byteOffset)
        var certain = 0
        for start in codePoints.indices {
            var naive = NaiveShape(codePoints, goesOn: goesOn)
            let ends = naive.ends(of: shape, from: [start]).subtracting([start]).map { byteOffsets[$0] }
            if naive.isUncertain { continue }
            certain += 1
            let answer = regex.answer(in: bytes, at: byteOffsets[start], goesOn: goesOn)
            let isRight: Bool =
                switch answer {
                case .match(let end): ends.contains(end)
                case .partial: naive.isLive
                case .noMatch: ends.isEmpty && !(naive.isLive && goesOn)
                // The interpreter gave up, which says nothing.
                case .error: true
                }
            #expect(isRight, "start \(start), PCRE2 \(answer), shape \(ends); \(context)")
        }
        return certain
    }

    @Test func mostOfTheRegexesAreFollowed() {
        let opaque = FuzzCase.shapes.filter {
            RegexReader.facts(of: Array($0.regex.utf8), isCaseless: false).shape == .opaque
        }
        #expect(opaque.isEmpty)
    }
}
