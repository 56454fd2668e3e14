import SluiceWire
import Testing

struct UTF8RepairTests {
    private func repaired(_ pieces: [[UInt8]]) -> [UInt8] {
        var repair = UTF8Repair()
        var out: [UInt8] = []
        for piece in pieces {
            repair.append(piece.span, into: &out)
        }
        repair.finish(into: &out)
        return out
    }

    private static let samples: [[UInt8]] = [
        Array("plain"), Array("é漢😀 mixed"), [0x61, 0xff, 0x62], [0xc3], [0xc3, 0x28], [0xe2, 0x82],
        [0xe2, 0x82, 0x41],
        [0xf0, 0x9f, 0x98], [0xf0, 0x9f, 0x98, 0x41], [0xed, 0xa0, 0x80], [0xc0, 0xaf],
        [0xf4, 0x90, 0x80, 0x80],
        [0x80, 0x80], [0xf0, 0xf0, 0x9f, 0x98, 0x80], [0xe1, 0x80, 0xe2, 0xf0, 0x91, 0x92, 0xf1, 0xbf, 0x41],
        Array("long ascii text before ") + [0xe6, 0xbc] + Array(" and behind"),
    ]

    /// The standard library's decoder follows the same rule, so it is the oracle.
    @Test(arguments: samples)
    func invalidBytesAreReplacedAtEverySplit(bytes: [UInt8]) {
        let expected = Array(String(decoding: bytes, as: UTF8.self))
        for cut in 0...bytes.count {
            for second in cut...bytes.count {
                #expect(
                    repaired([bytes[..<cut], bytes[cut..<second], bytes[second...]].map { Array($0) })
                        == expected)
            }
        }
        #expect(repaired(bytes.map { [$0] }) == expected)
        var whole: [UInt8] = []
        UTF8Repair.repair(bytes.span, into: &whole)
        #expect(whole == expected)
        #expect(bytes.isUTF8 == (bytes == expected))
    }

    @Test func randomBytesAreRepairedAlike() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        print("seed \(seed)")
        let bytes: [UInt8] = [0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff]
        for _ in 0..<trials(3000) {
            let sample = (0..<12).map { _ in bytes.randomElement(using: &random) ?? 0 }
            let expected = Array(String(decoding: sample, as: UTF8.self))
            let cut = Int.random(in: 0...12, using: &random)
            #expect(repaired([Array(sample[..<cut]), Array(sample[cut...])]) == expected)
        }
    }

    @Test func validBytesAreNotHeld() {
        var repair = UTF8Repair()
        var out: [UInt8] = []
        repair.append(Array("é漢").span, into: &out)
        #expect(out == Array("é漢"))
    }
}
