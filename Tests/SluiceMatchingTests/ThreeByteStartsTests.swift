import Testing

@testable import SluiceMatching

/// Which code points of three bytes are left out, against a walk from each of them behind each byte.
struct ThreeByteStartsTests {
    @Test(arguments: [
        ["[京津沪][A-Z]{2}"], ["abc", #"\bsecret\b"#], [#"\w{3}x"#], ["文字|请求", "字+节"],
        ["(?<=a)中", "[一-龥]{2}先生"],
        [".字"], ["(?i)ＡＢ", "é", "😀中"], [#"[^a]b"#], [],
    ])
    func aCodePointIsLeftOutOnlyIfTheAutomatonIsDeadBehindIt(_ regexes: [String]) throws {
        let programs = try regexes.map { try Self.program($0) }
        let automaton = PrefixAutomaton.automaton(of: programs, programs.indices)
        let tables = PrefixTables(automaton)
        let rows = Set((0...256).map { Int(tables.contexts[$0]) })
        let isAlive = { (bytes: [UInt8]) in
            rows.contains { row in
                var place = tables.entries[row << 8 | Int(bytes[0])]
                for byte in bytes[1...] where place != 0 && place < tables.firstAccepting {
                    place = tables.next[Int(place) << tables.rowShift | Int(tables.classes[Int(byte)])]
                }
                return place != 0
            }
        }
        let missing = withExtendedLifetime(automaton) {
            (UInt32(0x800)...0xFFFF).filter { value in
                if tables.threeByteStarts[Int(value >> 6)] >> UInt64(value & 63) & 1 != 0 { return false }
                var bytes: [UInt8] = []
                UTF8Codec.append(value, to: &bytes)
                return isAlive(bytes)
            }
        }
        #expect(missing == [])
    }

    @Test func mostCodePointsAreLeftOutWhereFewBeginAMatch() throws {
        let programs = [try Self.program("[京津沪][A-Z]")]
        let automaton = PrefixAutomaton.automaton(of: programs, programs.indices)
        let count = withExtendedLifetime(automaton) {
            (0..<1024).reduce(0) { $0 + automaton.threeByteStarts.start[$1].nonzeroBitCount }
        }
        #expect(count == 3)
    }

    private static func program(_ regex: String) throws -> RegexProgram {
        try #require(PrefixAutomatonTests.program(FuzzCase(regex, window: 20), .standard))
    }
}
