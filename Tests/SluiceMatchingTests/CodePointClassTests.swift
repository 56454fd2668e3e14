import Testing

@testable import SluiceMatching

/// Classes against PCRE2, code point by code point.
struct CodePointClassTests {
    private static let sample: [Unicode.Scalar] =
        [
            0...0x33FF, 0x9FF0...0xA010, 0xA630...0xA650, 0xAB60...0xAC10, 0xD7F0...0xD7FF, 0xE000...0xE010,
            0xF8F0...0xFB20, 0xFE20...0xFF70, 0x1_03F0...0x1_0450, 0x1_FFF0...0x2_0010, 0x10_FFF0...0x10_FFFF,
        ]
        .flatMap { (range: ClosedRange<UInt32>) in range.compactMap(Unicode.Scalar.init) }

    @Test(
        arguments: [
            ".", #"\N"#, "a", "k", "S", "@", "é", "ß", "字", "\u{212A}", "\u{17F}", "ǅ", "ー", "\u{345}",
            #"\x{1E9E}"#,
            #"\d"#, #"\D"#, #"\w"#, #"\W"#, #"\s"#, #"\S"#, #"\h"#, #"\H"#, #"\v"#, #"\V"#,
            #"\p{L}"#, #"\P{Lu}"#, #"\pN"#, #"\p{Ll}"#, #"\p{^Lu}"#, #"\cK"#, #"\o{113}"#, #"\0"#, #"\x"#,
            #"\x7"#,
            "[a-z]", "[^a-z]", "[A-z]", "[k]", "[^s]", "[ks]", "[^字]", "[一-龥]", "[^一-龥]", "[a-é]", "[^k-é]",
            "[à-ÿ]", "[^À-Þ]", #"[\x{3040}-\x{30ff}、。]"#, #"[\x00-\x1f\x{7f}-\x{9f}]"#, #"[\x80-\x{10ffff}]"#,
            #"[\x00-\x{10ffff}]"#, #"[^\x00-\x{10ffff}]"#, #"[\x{d7ff}\x{e000}]"#, #"[\w-]"#, #"[^\w\s]"#,
            #"[\D1]"#,
            #"[^\S\n]"#, #"[\h\v]"#, #"[\H\V]"#, "[^\\x{212a}]", "[\\x{17f}x]", "[!-~]", "[^!-~]",
            #"[\b\e\a]"#,
            "[[:alpha:]]", "[[:upper:]0]", "[^[:punct:]]", #"[\p{Han}a]"#, #"[^\p{L}]"#, "[]]", "[^]]",
            "[a-]", "[-a]",
            #"[\]-a]"#, "[&&a]", "[$-.]",
        ], [false, true])
    func aClassHasPCRE2sMembers(_ item: String, isCaseless: Bool) throws {
        let regex = try #require(AnchoredRegex(item, isCaseless: isCaseless))
        let shape = RegexReader.facts(of: Array(item.utf8), isCaseless: isCaseless).shape
        guard case .codePoint(let members) = shape else {
            Issue.record("\(item) is not read as one code point")
            return
        }
        let wrong = Self.sample.filter { scalar in
            let bytes = Array(String(scalar).utf8)
            let isMember = regex.answer(in: bytes, at: 0, goesOn: false) == .match(end: bytes.count)
            let told = members.contains(scalar.value)
            return told != isMember && (told != nil || scalar.isASCII)
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: [
        "[a-z]", "[^一-龥k]", #"\W"#, #"[\x{3040}-\x{30ff}]"#, "字", "k", #"[^\x{212a}]"#, "ー", "[、-〇]",
    ])
    func uncasedMembersAreKnownEvenCaseless(_ item: String) {
        let shape = RegexReader.facts(of: Array(item.utf8), isCaseless: true).shape
        guard case .codePoint(let members) = shape else {
            Issue.record("\(item) is not read as one code point")
            return
        }
        #expect(members.beyond != .unknown)
    }

    @Test func rangesAreMergedAndInvertible() {
        typealias Beyond = CodePointClass.Beyond
        #expect(Beyond([0x90...0x95, 0x10...0x8F, 0x200...0x2FF]) == .ranges([0x80...0x95, 0x200...0x2FF]))
        #expect(Beyond([0...0x10_FFFF]) == .all)
        #expect(Beyond([0...0x7F]) == .none)
        let ranges = Beyond([0x80...0x95, 0x200...0x2FF])
        #expect(ranges.inverted == .ranges([0x96...0x1FF, 0x300...0x10_FFFF]))
        #expect(ranges.inverted.inverted == ranges)
    }
}
