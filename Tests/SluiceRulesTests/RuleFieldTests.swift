import SluiceMatching
import SluiceRules
import Testing

/// What the fields of `match`, `normalize`, `except` and `lists` become.
struct RuleFieldTests {
    private func pattern(_ fields: String) throws -> Pattern {
        let set = try RuleFixtures.set(
            """
            version: 1
            rules:
              - id: house.otters
                action: log
            \(fields.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
                examples: { match: [an otter], no_match: [a heron] }
            """, runExamples: false)
        return try #require(set.rules.first).pattern
    }

    @Test func partsKeepTheirOrderAndPlaces() throws {
        let fields = """
            match:
              any:
                - keywords: [otter, elk]
                - { regex: 'eel{1,3}', flags: [i], capture: 0 }
              boundary: none
            """
        let pattern = try pattern(fields)
        #expect(
            pattern.subject == .parts([.keywords(["otter", "elk"]), .regex("(?i)eel{1,3}", capture: 0)]))
        #expect(pattern.boundary == .none && pattern.together == nil)
    }

    @Test(
        arguments: [
            ("within: sentence", nil, .sentence(reach: 256)),
            ("within: sentence", 400, .sentence(reach: 400)),
            ("within: message", 500, .characters(before: 500, after: 500)),
            ("within: 40", nil, .characters(before: 40, after: 40)),
        ] as [(String, Int?, Vicinity)])
    func allOfSaysWhereItsPartsStand(_ within: String, _ window: Int?, _ expected: Vicinity) throws {
        let end = window.map { ", window: \($0)" } ?? ""
        let pattern = try pattern(
            "match: { all_of: [{ keywords: [otter] }, { keywords: [river] }], \(within)\(end) }")
        #expect(pattern.together == expected)
    }

    @Test(arguments: [
        ("", Nearby(["a", "b"], before: 9, after: 9)),
        (", side: before", Nearby(["a", "b"], before: 9, after: 0)),
        (", side: after", Nearby(["a", "b"], before: 0, after: 9)),
    ])
    func nearHasSides(_ side: String, _ expected: Nearby) throws {
        let pattern = try pattern("match: { keywords: [otter], near: { any: [a, b], within: 9\(side) } }")
        #expect(pattern.nearby == expected)
    }

    @Test func normalizersMayReduce() throws {
        let pattern = try pattern(
            """
            normalize: [casefold, squeeze, leet, { skip: { class: [space, punct, emoji], max: 3 } }]
            match: { keywords: [otter] }
            """)
        #expect(
            pattern.normalization
                == [.caseFold, .squeeze, .leet, .skipping([.space, .punct, .emoji], most: 3)])
    }

    @Test func aSentenceIsSearchedAsFarAsTheWindow() throws {
        let except = "except: [{ sentence: [my zoo], reason: r }]\n"
        #expect(
            try pattern(except + "match: { keywords: [otter] }").exceptions
                == [.sentence(["my zoo"], reach: 256)])
        #expect(
            try pattern(except + "match: { keywords: [otter] }\nwindow: 90").exceptions
                == [.sentence(["my zoo"], reach: 90)])
    }

    private func load(_ list: String, _ bytes: [UInt8]) -> (RuleSet?, Diagnostics) {
        let text = """
            version: 1
            lists: { birds: { file: birds.txt, \(list) } }
            rules:
              - id: house.birds
                match: { wordlists: [birds] }
                action: log
                examples: { match: [青鸟飞走了], no_match: [a heron] }
            """
        let diagnostics = Diagnostics()
        let files = ["a.rules.yaml": Array(text.utf8), "birds.txt": bytes]
        return (RuleSet.load(["a.rules.yaml"], files: .memory(files), diagnostics), diagnostics)
    }

    /// 青鸟 in two encodings, each with a tag behind it.
    @Test(
        arguments: [
            ("gb18030", [0xC7, 0xE0, 0xC4, 0xF1, 0x09, 0x61]),
            ("utf-16", [0xFF, 0xFE, 0x52, 0x97, 0x1F, 0x9E, 0x09, 0x00, 0x61, 0x00]),
        ] as [(String, [UInt8])])
    func aListIsReadInItsEncoding(_ encoding: String, _ bytes: [UInt8]) {
        let (set, diagnostics) = load("encoding: \(encoding)", bytes)
        #expect(diagnostics.all.isEmpty)
        #expect(set?.rules.first?.tags(ofElement: 0) == ["a"])
        #expect(load("encoding: utf-8", bytes).1.all.map(\.code) == [.listMissing])
    }

    @Test func aListIsTheOneThatItsSumNames() {
        let sum = "139bfd448b99fc0a1d4a5f58b405d6c0b23bf6e096e649553353bc8e68c0cdaf"
        #expect(load("sha256: \(sum)", Array("青鸟\n".utf8)).0 != nil)
        for (sum, content) in [(sum, "青鸟"), (String(sum.dropLast()) + "e", "青鸟\n"), ("12", "青鸟\n")] {
            #expect(load("sha256: '\(sum)'", Array(content.utf8)).0 == nil)
        }
    }
}
