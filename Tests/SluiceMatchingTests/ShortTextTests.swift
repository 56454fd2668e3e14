import Testing

@testable import SluiceMatching

/// Text in a register against the same byte by byte.
struct ShortTextTests {
    private static let seed = FuzzRun.askedSeed ?? 0x51CE_0051
    /// Parts of which short texts are made, so that code points of all lengths are whole, cut and broken in them.
    private static let parts: [[UInt8]] =
        ["a", "Z", "@", "[", "\0", "é", "字", "請", "Ａ", "\u{FFFD}", "😀", "\u{200B}"].map { Array($0.utf8) }
        + [
            [0x80], [0xC3], [0xE5], [0xE5, 0xAD], [0xE0], [0xED, 0xA0], [0xEE, 0x80], [0xF0, 0x9F], [0xFF],
        ]

    private static func texts(_ count: Int) -> [[UInt8]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let bytes = (0..<generator.below(5)).flatMap { _ in generator.pick(parts) }
            return Array(bytes.prefix(ShortText.capacity))
        }
    }

    private func short(_ bytes: [UInt8]) -> ShortText {
        bytes.withUnsafeBufferPointer { ShortText($0) }
    }

    private func bytes(of text: ShortText) -> [UInt8] {
        text.withBytes { Array($0) }
    }

    @Test func theBytesOfABufferAreThoseOfTheText() {
        for text in Self.texts(2000) {
            #expect(bytes(of: short(text)) == text)
            #expect(short(text).isASCII == text.allSatisfy { $0 < 0x80 })
        }
    }

    @Test func textStandsInFrontOfText() {
        for text in Self.texts(2000) {
            for cut in 0...min(text.count, ShortText.capacity - 1) {
                var rest = short(Array(text[cut...]))
                rest.prepend(short(Array(text[..<cut])))
                #expect(bytes(of: rest) == text)
            }
        }
    }

    @Test func theBeginningOfACodePointIsSplitOff() {
        for text in Self.texts(5000) {
            let length = text.withUnsafeBufferPointer { UTF8Codec.incompleteTail(of: $0) }
            var rest = short(text)
            #expect(rest.incompleteTail == length, "\(text), seed \(Self.seed)")
            let tail = rest.splitTail()
            #expect(bytes(of: rest) == text.dropLast(length))
            #expect(bytes(of: tail) == text.suffix(length))
        }
    }

    @Test func capitalsAreFoldedAndNothingElse() {
        let all = (UInt8.min...UInt8.max).map { $0 }
        for start in stride(from: 0, to: 256, by: ShortText.capacity) {
            let text = Array(all[start..<start + ShortText.capacity])
            let folded = text.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 0x20 : $0 }
            #expect(bytes(of: short(text).foldingASCII()) == folded)
        }
    }

    @Test func theLastEightBytesAreThoseOfBoth() {
        let before: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
        for text in Self.texts(500) {
            let word = short(text).word(behind: short(before).word)
            #expect(bytes(of: ShortText(word: word, count: 8)) == (before + text).suffix(8))
        }
    }

    @Test(arguments: [Normalization.standard, [], [.simplified, .stripInvisible], [.compatibility]])
    func whatIsKeptIsWhatTheTableLeavesAsItIs(_ normalization: Normalization) {
        let table = normalization.table
        for text in Self.texts(5000) where short(text).isKept(by: table.pointers) {
            var general = NormalizedText()
            text.withUnsafeBufferPointer { general.append($0, table: table.pointers) }
            let piece = table.foldsASCII ? short(text).foldingASCII() : short(text)
            #expect(Array(general.storage[..<general.end]) == bytes(of: piece), "\(text), seed \(Self.seed)")
            #expect(general.map.memoryBytes == 0)
        }
        #expect(short(Array("ab字c".utf8)).isKept(by: table.pointers))
        #expect(!short([0xED, 0xA0, 0x80]).isKept(by: table.pointers))
    }
}
