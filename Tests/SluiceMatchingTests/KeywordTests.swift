import SluiceMatching
import Testing

/// Keywords: boundaries, the longest one, exceptions that cover.
struct KeywordTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var keywords: [String]
        var text: String
        var hits: [String]
        var boundary = Boundary.auto
        var normalization = Normalization.standard
        var covering: [String] = []

        var testDescription: String { "\(keywords) \(boundary) in \(text)" }
    }

    @Test(arguments: [
        Case(keywords: ["AI"], text: "使用AI技术", hits: ["AI"]),
        Case(keywords: ["AI"], text: "I said ai, AI.", hits: ["ai", "AI"]),
        Case(keywords: ["sm"], text: "smoking plasma prism sm", hits: ["sm"]),
        Case(keywords: ["sm"], text: "smoking plasma", hits: ["sm", "sm"], boundary: .none),
        Case(keywords: ["大麻"], text: "我有大麻", hits: ["大麻"]),
        Case(keywords: ["大麻"], text: "我有大麻", hits: [], boundary: .word),
        Case(keywords: ["大麻"], text: "「大麻」", hits: ["大麻"], boundary: .word),
        Case(keywords: ["c++"], text: "c++11 and c++", hits: ["c++", "c++"]),
        Case(keywords: ["c++"], text: "c++11 and c++", hits: ["c++"], boundary: .word),
        Case(keywords: ["69"], text: "695 69 a69", hits: ["69"]),
        Case(keywords: ["мир"], text: "мир, мира, Мир", hits: ["мир", "Мир"]),
        Case(keywords: ["cafe"], text: "cafe\u{301} cafe", hits: ["cafe"]),
    ])
    func boundariesFollowTheScriptOfTheEdge(_ example: Case) throws {
        #expect(try hits(example.pattern, in: example.text) == example.hits)
    }

    @Test(arguments: [
        Case(keywords: ["大麻"], text: "我有一个大麻烦", hits: [], covering: ["大麻烦"]),
        Case(keywords: ["大麻"], text: "大麻哈鱼和大麻", hits: ["大麻"], covering: ["大麻烦", "大麻哈鱼"]),
        Case(keywords: ["共产"], text: "共产党，共产", hits: ["共产"], covering: ["共产党"]),
        Case(keywords: ["麻烦"], text: "大麻烦", hits: [], covering: ["大麻烦"]),
        Case(keywords: ["rape"], text: "rape grape", hits: ["rape"], boundary: .none, covering: ["Grape"]),
        Case(keywords: ["rape"], text: "grap", hits: [], boundary: .none, covering: ["grape"]),
    ])
    func aLongerLiteralCoversAHit(_ example: Case) throws {
        #expect(try hits(example.pattern, in: example.text) == example.hits)
    }

    @Test(arguments: [
        Case(keywords: ["ab", "abcd", "bc"], text: "abcx abcd", hits: ["ab", "abcd"], boundary: .none),
        Case(keywords: ["foo", "foo bar"], text: "foo bar foo barn", hits: ["foo bar", "foo"]),
        Case(keywords: ["ab", "abcd", "bc"], text: "abc", hits: ["ab"], boundary: .none),
        Case(keywords: ["aa"], text: "aaaaa", hits: ["aa", "aa"], boundary: .none),
    ])
    func theLongestKeywordThatPassesWins(_ example: Case) throws {
        #expect(try hits(example.pattern, in: example.text) == example.hits)
    }

    @Test(arguments: [
        Case(keywords: ["project nightjar"], text: "ｐｒｏｊｅｃｔ nightjar", hits: ["ｐｒｏｊｅｃｔ nightjar"]),
        Case(keywords: ["secret"], text: "s\u{200B}ec\u{AD}ret!", hits: ["s\u{200B}ec\u{AD}ret"]),
        Case(keywords: ["key"], text: "\u{212A}ey", hits: ["\u{212A}ey"]),
        Case(keywords: ["sos"], text: "\u{17F}o\u{17F}", hits: ["\u{17F}o\u{17F}"]),
        Case(keywords: ["STRASSE"], text: "die Straße", hits: ["Straße"]),
        Case(
            keywords: ["夜鷹"], text: "夜鹰夜鷹", hits: ["夜鹰", "夜鷹"],
            normalization: [.standard, .simplified]),
        Case(
            keywords: ["paypal"], text: "раураl", hits: ["раураl"], normalization: [.standard, .confusables]),
        Case(keywords: ["cafe"], text: "Café", hits: ["Café"], normalization: [.standard, .stripMarks]),
        Case(keywords: ["138"], text: "①③⑧ 壹叁捌", hits: ["①③⑧", "壹叁捌"], normalization: [.standard, .digits]),
        Case(keywords: ["Key"], text: "key Key", hits: ["Key"], normalization: []),
    ])
    func textAndKeywordsAreNormalisedAlike(_ example: Case) throws {
        #expect(try hits(example.pattern, in: example.text) == example.hits)
    }

    @Test func theElementNamesTheKeyword() throws {
        let set = try PatternSet([Pattern(.keywords(["one", "two", "ONE"]))])
        let result = scan(Array("two one".utf8), with: set.select(deciding: [0], observing: []))
        #expect(result.matches.map(\.element) == [1, 0])
    }

    @Test func onlyAnOpenKeywordIsHeld() throws {
        let set = try PatternSet([Pattern(.keywords(["secret plan"]))])
        let text = Array("the secrets secret pl".utf8)
        let result = scan(text, with: set.select(deciding: [0], observing: []), cuts: Array(1...text.count))
        let held = zip(1..., result.decided).map { $0 - $1 }.prefix(text.count)
        #expect(Array(held) == [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    }

    @Test func observingKeywordsHoldNothing() throws {
        let set = try PatternSet([Pattern(.keywords(["secret"]))])
        let text = Array("a secr".utf8)
        let result = scan(text, with: set.select(deciding: [], observing: [0]))
        #expect(result.decided == [text.count, text.count])
    }
}

extension KeywordTests.Case {
    var pattern: Pattern {
        Pattern(
            .keywords(keywords), normalization: normalization, boundary: boundary,
            exceptions: covering.isEmpty ? [] : [.covering(covering)])
    }
}
