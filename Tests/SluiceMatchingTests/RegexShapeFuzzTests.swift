import Testing

@testable import SluiceMatching

/// Random texts, followed through a regex's shape and matched by PCRE2's interpreter from every start.
struct RegexShapeFuzzTests {
    static let seed: UInt64 = 0x51CE_0011

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

    private func compare(
        _ shape: RegexShape, with regex: AnchoredRegex, in text: String, goesOn: Bool, context: String
    ) {
        let bytes = Array(text.utf8)
        let codePoints = text.unicodeScalars.map(\.value)
        var byteOffset = 0
        var byteOffsets: [Int] = []
        for scalar in text.unicodeScalars {
            byteOffsets.append(byteOffset)
            byteOffset += String(scalar).utf8.count
        }
        byteOffsets.append(byteOffset)
        for start in codePoints.indices {
            var naive = NaiveShape(codePoints, goesOn: goesOn)
            let ends = naive.ends(of: shape, from: [start]).subtracting([start]).map { byteOffsets[$0] }
            if naive.isUncertain { continue }
            let answer = regex.answer(in: bytes, at: byteOffsets[start], goesOn: goesOn)
            let isRight: Bool =
                switch answer {
                case .match(let end): ends.contains(end)
                case .partial: naive.isLive
                case .noMatch: ends.isEmpty && !(naive.isLive && goesOn)
                case .error: false
                }
            #expect(isRight, "start \(start), PCRE2 \(answer), shape \(ends); \(context)")
        }
    }

    @Test func mostOfTheRegexesAreFollowed() {
        let opaque = FuzzCase.shapes.filter {
            RegexReader.facts(of: Array($0.regex.utf8), isCaseless: false).shape == .opaque
        }
        #expect(opaque.isEmpty)
    }
}
