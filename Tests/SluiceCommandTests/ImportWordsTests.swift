import SluiceRules
import Testing
import sluice

/// Lists in the encodings in which they are found, made of words about birds and weather.
struct ImportWordsTests {
    private static let traditional = Encoded(
        "蒼鷺\n夜鷺\n這個天氣\n", name: "traditional Chinese",
        big5: [
            0xBB, 0x61, 0xC6, 0x4F, 0x0A, 0xA9, 0x5D, 0xC6, 0x4F, 0x0A, 0xB3, 0x6F, 0xAD, 0xD3, 0xA4, 0xD1,
            0xAE,
            0xF0, 0x0A,
        ])

    struct Encoded: Sendable, CustomTestStringConvertible {
        let text: String
        let testDescription: String
        let bytes: [UInt8]
        let encoding: WordEncoding

        init(_ text: String, name: String, _ encoding: WordEncoding = .utf8, bytes: [UInt8]) {
            self.text = text
            testDescription = name
            self.bytes = bytes
            self.encoding = encoding
        }

        init(_ text: String, name: String, big5: [UInt8]) {
            self.init(text, name: name, .big5, bytes: big5)
        }
    }

    static let lists: [Encoded] = [
        Encoded("苍鹭\nheron\n", name: "UTF-8", bytes: Array("苍鹭\nheron\n".utf8)),
        Encoded(
            "苍鹭\nheron\n", name: "UTF-8 with a mark", bytes: [0xEF, 0xBB, 0xBF] + Array("苍鹭\nheron\n".utf8)),
        Encoded(
            "苍鹭\nheron\n", name: "UTF-16, little end first", .utf16,
            bytes: [0xFF, 0xFE] + utf16("苍鹭\nheron\n").flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        Encoded(
            "苍鹭\nheron\n", name: "UTF-16, big end first", .utf16,
            bytes: [0xFE, 0xFF] + utf16("苍鹭\nheron\n").flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
        Encoded(
            "苍鹭\n我们的天气\n", name: "GB18030", .gb18030,
            bytes: [
                0xB2, 0xD4, 0xF0, 0xD8, 0x0A, 0xCE, 0xD2, 0xC3, 0xC7, 0xB5, 0xC4, 0xCC, 0xEC, 0xC6, 0xF8,
                0x0A,
            ]),
        traditional,
    ]

    private static func utf16(_ text: String) -> [UInt16] { Array(text.utf16) }

    @Test(arguments: lists)
    func theEncodingIsFound(list: Encoded) throws {
        let text = try #require(WordText(list.bytes))
        #expect(text.text == list.text && text.encoding == list.encoding)
    }

    @Test(arguments: lists)
    func theEncodingThatIsNamedIsTaken(list: Encoded) {
        #expect(WordText(list.bytes, encoding: list.encoding)?.text == list.text)
    }

    @Test func whatIsInNoEncodingIsRefused() {
        #expect(WordText([0x61, 0xFF, 0x0A]) == nil)
        #expect(WordText([0xB2, 0xD4], encoding: .utf8) == nil)
    }

    @Test func linesOfAllSystemsAreSplit() throws {
        let text = try #require(WordText(Array("heron\r\ntern\rcurlew\n".utf8)))
        #expect(ImportedWords(text.lines).words.map(\.text) == ["heron", "tern", "curlew"])
    }

    @Test func wordsAreSortedIntoThoseForARuleAndThoseForAPerson() {
        let list = ImportedWords(
            [
                "# birds", "heron\twater,long legs", "Ｈeron", "owl", "鹭", "夜鹭 water,1", "tern 12", "",
                "night heron",
            ].map {
                Substring($0)
            })
        #expect(list.words.map(\.text) == ["heron", "夜鹭", "tern 12", "night heron"])
        #expect(list.words[0].tags == ["water", "long", "legs"])
        #expect(list.review.map(\.text) == ["owl", "鹭"])
        #expect(list.lines == 7 && list.duplicates == 1)
    }

    @Test func aWordThatIsTooLongIsLeftOutAndCounted() {
        let edge = String(repeating: "鹭", count: ImportedWords.longest)
        let list = ImportedWords(["heron", edge + "鹭", edge].map { Substring($0) })
        #expect(list.words.map(\.text) == ["heron", edge] && list.review.isEmpty)
        #expect(list.longNote == "1 word of more than 1,000 characters left out")
        #expect(ImportedWords(["heron"]).longNote == nil)
    }

    @Test(arguments: ["it's", "heron", "夜鹭", "a: b", "'quoted'", "- dash", "#7"])
    func theRuleThatIsWrittenLoads(word: String) throws {
        let list = ImportedWords([Substring(word), "curlews"])
        let files = [
            "out/house-birds.rules.yaml": list.ruleFile(
                id: "house.birds", name: "house-birds", origin: "it's.txt"),
            "out/wordlists/house-birds.txt": list.wordFile,
        ]
        let diagnostics = Diagnostics()
        let set = RuleSet.load(["out"], files: .memory(files.mapValues { Array($0.utf8) }), diagnostics)
        #expect(diagnostics.all.isEmpty, Comment(rawValue: DiagnosticRenderer().render(diagnostics)))
        #expect(set?.rules.map(\.id) == ["house.birds"] && set?.rules.first?.state == .shadow)
    }
}
