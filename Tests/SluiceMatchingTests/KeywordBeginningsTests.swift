import Testing

@testable import SluiceMatching

/// What the bitmap of beginnings lets pass against a comparison with all keywords.
struct KeywordBeginningsTests {
    private static let seed = FuzzRun.askedSeed ?? 0x51CE_0052
    private static let pieces = ["a", "b", "c", "ab", "\0", "1", "é", "ß", "文", "字", "敏感", "😀", "z"]

    private static func text(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        (0..<count).flatMap { _ in Array(generator.pick(pieces).utf8) }
    }

    /// The bytes from a place, as a scan reads them.
    private static func start(_ text: [UInt8], _ place: Int) -> KeywordStart {
        text.withUnsafeBufferPointer { bytes in
            let last = LastWord(bytes)
            return KeywordStart(
                place < last.start ? LastWord.bytes(from: place, in: bytes) : last.bytes(from: place))
        }
    }

    @Test func theBytesOfAStartAreThoseOfTheText() {
        for count in 1...20 {
            let text = (1...UInt8(count)).map { $0 }
            for place in text.indices {
                let expected = text[place...].prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                #expect(Self.start(text, place).word == expected)
            }
        }
    }

    @Test func noStartIsLeftOutAtWhichAKeywordBeginsOrMayGoOn() {
        var generator = SeededGenerator(seed: Self.seed)
        for round in 0..<300 {
            let keywords = (0..<1 + generator.below(12)).map { _ in
                Self.text(1 + generator.below(4), &generator)
            }.sorted { $0.lexicographicallyPrecedes($1) }
            let beginnings = KeywordBeginnings(keywords)
            let text = Self.text(1 + generator.below(12), &generator)
            for place in text.indices {
                let rest = text[place...]
                let begins = keywords.contains { rest.starts(with: $0) || $0.starts(with: rest) }
                guard begins else { continue }
                let passes = withExtendedLifetime(beginnings) {
                    beginnings.bitmap.mayContain(Self.start(text, place))
                }
                #expect(
                    passes, "seed \(Self.seed), round \(round), \(text) from \(place)")
            }
        }
    }

    @Test(arguments: [1, 50, 4000])
    func fewOtherStartsPass(_ count: Int) {
        var generator = SeededGenerator(seed: Self.seed)
        let word = { (generator: inout SeededGenerator) in
            (0..<9).map { _ in UInt8(ascii: "a") + UInt8(generator.below(26)) }
        }
        let keywords = (0..<count).map { _ in word(&generator) }.sorted { $0.lexicographicallyPrecedes($1) }
        let known = KeywordBeginnings(keywords)
        let beginnings = Set(keywords.map { $0[..<4] })
        let others = (0..<4000).map { _ in word(&generator) }.filter { !beginnings.contains($0[..<4]) }
        let passed = withExtendedLifetime(known) {
            others.count { known.bitmap.mayContain(Self.start($0, 0)) }
        }
        #expect(passed * 8 < others.count, "seed \(Self.seed)")
    }
}
