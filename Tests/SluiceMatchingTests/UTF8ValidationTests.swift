import Testing

@testable import SluiceMatching

/// How far a text is valid, by all implementations, against reading one code point after the other.
struct UTF8ValidationTests {
    private static let seed = FuzzRun.askedSeed ?? 0x51CE_0053
    private static let rounds = FuzzRun.askedTrials ?? 3000

    private static let valid: [[UInt8]] =
        [
            "a", "\0", "\u{7F}", "\u{80}", "é", "\u{7FF}", "\u{800}", "字", "\u{D7FF}", "\u{E000}", "\u{FFFF}",
            "\u{10000}",
        ]
        .map { Array($0.utf8) }
        + ["😀", "\u{10FFFF}", " plain words ", "许多汉字，", "\u{FEFF}"].map { Array($0.utf8) }
    private static let invalid: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
        [0xE5, 0xAD],
        [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF0, 0x9F, 0x98],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF],
    ]

    private func expected(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var place = 0
        while place < text.count, case .codePoint(_, let length) = UTF8Codec.read(text, at: place) {
            place += length
        }
        return place
    }

    private func check(_ bytes: [UInt8], _ note: @autoclosure () -> String) throws {
        let text = try GuardedText(bytes)
        defer { text.free() }
        let length = expected(text.bytes)
        for implementation in UTF8Validation.available {
            #expect(implementation.validLength(of: text.bytes) == length, "\(implementation), \(note())")
        }
    }

    @Test func everyPairOfBytesIsJudgedAlikeAtEveryPlaceOfABlock() throws {
        let second: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        for first in UInt8.min...UInt8.max {
            for next in second {
                for before in [0, 28, 29, 30, 31, 32] {
                    let bytes = [UInt8](repeating: 0x61, count: before) + [first, next, 0x80, 0x80]
                    try check(
                        bytes + [UInt8](repeating: 0x61, count: 40), "\(first), \(next) behind \(before)")
                }
            }
        }
    }

    @Test func randomTextsAreValidUpToTheirFirstFault() throws {
        var generator = SeededGenerator(seed: Self.seed)
        for round in 0..<Self.rounds {
            var bytes = (0..<generator.below(60)).flatMap { _ in generator.pick(Self.valid) }
            if round % 3 > 0 {
                bytes.insert(contentsOf: generator.pick(Self.invalid), at: generator.below(bytes.count + 1))
                if round % 3 == 2 { bytes.removeLast(generator.below(min(4, bytes.count))) }
            }
            try check(bytes, "seed \(Self.seed), round \(round)")
        }
    }

    @Test func aTextWithoutChangesIsCopiedAsFarAsItIsValid() {
        var generator = SeededGenerator(seed: Self.seed)
        let table = Normalization([]).table
        for round in 0..<500 {
            var bytes = (0..<1 + generator.below(60)).flatMap { _ in generator.pick(Self.valid) }
            bytes.insert(contentsOf: generator.pick(Self.invalid), at: generator.below(bytes.count + 1))
            var text = NormalizedText()
            bytes.withUnsafeBufferPointer { text.append($0, table: table.pointers) }
            let expected = Array(String(decoding: bytes, as: UTF8.self).utf8)
            #expect(Array(text.storage[..<text.end]) == expected, "seed \(Self.seed), round \(round)")
            #expect(text.originalStart(of: text.end) == bytes.count)
        }
    }
}
