import SluiceMatching
import Testing

/// Normalised text under regexes, and the way back to the original bytes.
struct NormalizationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var regex: String
        var text: String
        var hits: [String]
        var normalization = Normalization.standard

        var testDescription: String { "\(regex) in \(text)" }
    }

    @Test(arguments: [
        Case(regex: "secret", text: "ＳＥＣＲＥＴ Secret", hits: ["ＳＥＣＲＥＴ", "Secret"]),
        Case(regex: "SECRET", text: "sec\u{200B}\u{200D}ret", hits: ["sec\u{200B}\u{200D}ret"]),
        Case(regex: #"\d{3}"#, text: "１２３ ①②③", hits: ["１２３", "①②③"]),
        Case(regex: "[k-l]s", text: "\u{212A}\u{17F} KS", hits: ["\u{212A}\u{17F}", "KS"]),
        Case(regex: "ｆｕｌｌ", text: "full", hits: ["full"]),
        Case(regex: "（x）", text: "(x)", hits: ["(x)"]),
        Case(regex: "[（［]x", text: "(x ［x", hits: ["(x", "［x"]),
        Case(regex: "k[:：]v", text: "k:v k：v kv", hits: ["k:v", "k：v"]),
        Case(regex: "[：:]v[^］：]", text: ":vx ：v] :v:", hits: [":vx"]),
        Case(regex: "[！-／]v", text: "-v ／v 0v", hits: ["-v", "／v"]),
        Case(regex: "[Ａ-Ｃ]x", text: "bx dx", hits: ["bx"]),
        Case(regex: "ß?x", text: "ssx ẞx x", hits: ["ssx", "ẞx", "x"]),
        Case(regex: "a\u{200B}?b", text: "ab", hits: ["ab"]),
        Case(regex: #"\Qｆ(\E"#, text: "f(", hits: ["f("]),
        Case(regex: "夜鷹.?計劃", text: "夜鹰计划 夜鷹-計劃", hits: ["夜鹰计划", "夜鷹-計劃"], normalization: .simplified),
        Case(regex: "[鷹魚]x", text: "鹰x 鷹x 鱼x", hits: ["鹰x", "鷹x", "鱼x"], normalization: .simplified),
        Case(regex: "É", text: "é e\u{301}", hits: ["é"]),
        Case(
            regex: "résumé", text: "Resume RÉSUMÉ", hits: ["Resume", "RÉSUMÉ"],
            normalization: [.standard, .stripMarks]),
        Case(regex: #"1[3-9]\d{9}"#, text: "壹叁捌零零壹叁捌零零零", hits: ["壹叁捌零零壹叁捌零零零"], normalization: .digits),
        Case(regex: "scope", text: "ѕсоре", hits: ["ѕсоре"], normalization: [.confusables]),
        Case(regex: "Key", text: "key KEY Key", hits: ["Key"], normalization: [.stripInvisible]),
        Case(regex: "fi", text: "ﬁ", hits: ["ﬁ"]),
        Case(regex: "صلى", text: "ﷺ", hits: ["ﷺ"]),
    ])
    func regexAndTextMeet(_ example: Case) throws {
        let pattern = Pattern(.regex(example.regex, capture: 0), normalization: example.normalization)
        #expect(try hits(pattern, in: example.text) == example.hits)
    }

    @Test func spansCoverWholeOriginalCodePoints() throws {
        let pattern = Pattern(.regex("b(c)", capture: 1))
        let set = try PatternSet([pattern])
        let text = Array("\u{200B}ａ\u{200B}Ｂ\u{200B}\u{AD}Ｃ\u{200B}d".utf8)
        let result = scan(text, with: set.select(deciding: [0], observing: []))
        #expect(result.matches == [Match(pattern: 0, span: 17..<20, whole: 9..<20)])
    }

    @Test func aMatchInsideAnExpansionTakesTheCodePoint() throws {
        let set = try PatternSet([Pattern(.regex("kc|al", capture: 0))])
        let text = Array("x㎉y㎈".utf8)
        let result = scan(text, with: set.select(deciding: [0], observing: []))
        #expect(result.matches.map(\.whole) == [1..<4, 1..<4, 5..<8])
    }

    @Test func offsetsHoldBehindLongRunsOfChanges() throws {
        let set = try PatternSet([Pattern(.keywords(["end"]))])
        let filler = String(repeating: "ａ\u{200B}ß㎏é字", count: 3000)
        let text = Array((filler + " ｅｎｄ.").utf8)
        for cuts in [[], [1, 5000, 40_000], Array(stride(from: 7, to: text.count, by: 7))] {
            let result = scan(text, with: set.select(deciding: [0], observing: []), cuts: cuts)
            #expect(result.matches.map(\.whole) == [filler.utf8.count + 1..<filler.utf8.count + 10])
        }
    }

    @Test(arguments: UInt8(0xE0)...0xEF)
    func threeBytesAmongOthersAreACodePointOrWhatUnicodeSays(lead: UInt8) throws {
        var text: [UInt8] = []
        for second in UInt8.min...UInt8.max {
            for third: UInt8 in [0x41, 0x7F, 0x80, 0xBF, 0xC0] {
                text += Array("字字".utf8) + [lead, second, third] + Array("字字a".utf8)
            }
        }
        let repaired = String(decoding: text, as: UTF8.self)
        for normalization in [Normalization.standard, []] {
            let set = try PatternSet([
                Pattern(.regex(#"\x{FFFD}"#, capture: 0), normalization: normalization),
                Pattern(.keywords(["字字"]), normalization: normalization, boundary: .none),
            ])
            let matches = scan(text, with: set.select(deciding: [0, 1], observing: [])).matches
            #expect(matches.count { $0.pattern == 0 } == repaired.unicodeScalars.count { $0 == "\u{FFFD}" })
            #expect(matches.count { $0.pattern == 1 } == 2 * 256 * 5)
        }
    }
}
