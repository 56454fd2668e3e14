import SluiceMatching
import Testing

/// How long a match can be, and how far a regex looks.
struct PatternInfoTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var regex: String
        var maximum: Int?
        var lookbehind = 0

        var testDescription: String { regex }
    }

    @Test(arguments: [
        Case(regex: "abc", maximum: 3),
        Case(regex: "a|bcd|ef", maximum: 3),
        Case(regex: "(?:ab|c){2,4}", maximum: 8),
        Case(regex: #"\b(?:\d[ -]?){12,15}\d\b"#, maximum: 32),
        Case(regex: #"\b((?:AKIA|ASIA)[0-9A-Z]{16})\b"#, maximum: 21),
        Case(regex: "foo(?=barbar)", maximum: 9),
        Case(regex: "(?=.{20})x", maximum: 20),
        Case(regex: "foo(?!x)b", maximum: 4),
        Case(regex: "a$", maximum: 3),
        Case(regex: "(?m)a$", maximum: 2),
        Case(regex: #"a\R"#, maximum: 3),
        Case(regex: #"a\X"#, maximum: nil),
        Case(regex: "a+", maximum: nil),
        Case(regex: "a{3,}", maximum: nil),
        Case(regex: "a{,3}", maximum: nil),
        Case(regex: "a{x}", maximum: 4),
        Case(regex: #"(ab)\1"#, maximum: 4),
        Case(regex: #"(?<n>abc)\k<n>\k{n}\g{n}(?P=n)"#, maximum: 15),
        Case(regex: #"\1(ab)"#, maximum: nil),
        Case(regex: #"(?|(a)|(bc))\1"#, maximum: nil),
        Case(regex: "a(?R)?b", maximum: nil),
        Case(regex: "(ab)(?1)", maximum: nil),
        Case(regex: "(?(?=ab)abc|x)", maximum: 3),
        Case(regex: "(a)?(?(1)bcd|e)", maximum: 4),
        Case(regex: "(?(DEFINE)(?<w>a+))b", maximum: 1),
        Case(regex: #"\x{5b57}\x41\o{101}\cA\101\N{U+41}\p{Lu}\PL"#, maximum: nil),
        Case(regex: #"\x{5b57}\x41\o{101}\cA\N{U+41}\p{Lu}\PL\0"#, maximum: 8),
        Case(regex: #"[a\]b][^]x][[:alpha:]z][\Q]\E]"#, maximum: 4),
        Case(regex: #"\Qa.b*\E{2}"#, maximum: 5),
        Case(regex: "(?x) a b # c d\n e (?# f) g", maximum: 4),
        Case(regex: "(?x: a b ) c", maximum: 4),
        Case(regex: "(?<=ab|c(?=xyz))d", maximum: 3, lookbehind: 2),
        Case(regex: "(?:(?=x)|a){3}", maximum: 3),
        Case(regex: "(?<=abc)d", maximum: 1, lookbehind: 3),
        Case(regex: "(?<!ab|cd)e", maximum: 1, lookbehind: 2),
        Case(regex: "(?<=(?<=(?<=a)b)c)d", maximum: 1, lookbehind: 3),
        Case(regex: "(*plb:ab)c", maximum: 1, lookbehind: 2),
        Case(regex: "(?i)straße", maximum: 7),
        Case(regex: "㎏", maximum: 2),
    ])
    func theLongestMatchIsMeasured(_ example: Case) throws {
        let set = try PatternSet([Pattern(.regex(example.regex, capture: 0), window: 2000)])
        #expect(set.info(0).maximumLength == example.maximum)
        #expect(set.info(0).lookbehind == example.lookbehind)
    }

    @Test func theHoldFollowsFromLengthOrWindow() throws {
        let set = try PatternSet([
            Pattern(.regex("abc", capture: 0)), Pattern(.regex("ab+c", capture: 0), window: 20),
            Pattern(.regex("ab+c", capture: 0), window: 200), Pattern(.keywords(["secret", "大麻"])),
            Pattern(.keywords(["大麻"]), exceptions: [.covering(["大麻哈鱼"])]),
        ])
        #expect((0..<5).map { set.info($0).holdBytes } == [12, 144, 1000, 6, 18])
        #expect((0..<5).map { set.info($0).holdCharacters } == [3, 144, 1000, 6, 6])
        #expect((0..<5).map { set.info($0).isBounded } == [true, false, false, true, true])
        #expect(set.select(deciding: [0, 1], observing: [2]).holdCharacters == 144)
        #expect(set.info(1).minimumLength == 3)
        #expect(set.info(3).maximumLength == 6)
    }

    @Test(arguments: [
        (#"\bsk-[a-z]{4}"#, PatternGate.literals(["sk-"])),
        ("(?:AKIA|ASIA)[0-9]{4}", .literals(["akia", "asia"])),
        (#"(?<!\d)1[3-9]\d{4}"#, .literals(["13", "14", "15", "16", "17", "18", "19"])),
        (#"\d{3}-\d"#, .firstBytes(10)),
        ("x?[a-c]", .firstBytes(8)),
        ("(?s)..", .always),
    ])
    func theGateIsWhatEveryMatchBeginsWith(_ regex: String, _ gate: PatternGate) throws {
        #expect(try PatternSet([Pattern(.regex(regex, capture: 0))]).info(0).gate == gate)
    }

    @Test func keywordsAreTheirOwnGate() throws {
        #expect(try PatternSet([Pattern(.keywords(["a", "bc"]))]).info(0).gate == .keywords(2))
    }

    @Test func hintsNameTheRepeatsWithoutBound() throws {
        let set = try PatternSet([Pattern(.regex(#"a\s+b.*c"#, capture: 0), window: 20)])
        #expect(set.info(0).hints.map(\.offset) == [1, 5])
        #expect(set.info(0).hints.map(\.suggestion) == [#"\s{1,8}"#, ".{0,80}"])
    }

    @Test func whatSelectionsShareIsCountedOnce() throws {
        let set = try PatternSet([
            Pattern(.regex("ab[0-9]c", capture: 0)), Pattern(.keywords(["secret"])),
        ])
        let first = set.select(deciding: [0], observing: [])
        let second = set.select(deciding: [0, 1], observing: [])
        let footprint = Footprint(of: [first, second])
        #expect(Footprint(of: [first, first]) == Footprint(of: [first]))
        #expect(footprint.regexBytes == Footprint(of: [first]).regexBytes)
        #expect(footprint.regexBytes > 0)
        #expect(footprint.automatonBytes > Footprint(of: [second]).automatonBytes)
        #expect(footprint.regexStates > 0)
        #expect(footprint.keywordStates > 0)
    }
}
