import SluiceRules
import Testing
import sluice

struct ImportRulesTests {
    @Test func theTablesAndStringsOfTOMLAreRead() throws {
        let table = try TOMLReader.read(
            #"""
            title = "a \"b\" \u00e9" # a comment
            [extend]
            useDefault = true
            [[rules]]
            id = 'one'
            regex = '''(?i)it's [\w.-]{1,4}'''
            entropy = 3.5
            keywords = [
                "a", # the first
                'b',
            ]
              [[rules.allowlists]]
              stopwords = ["x"]
              [[rules.allowlists]]
              stopwords = ["y"]
            [[rules]]
            id = "two"
            text = """
            line \
               goes on"""
            """#)
        #expect(table["title"] == .string("a \"b\" é"))
        #expect(table["extend"]?.tables.first?["useDefault"] == .boolean(true))
        let rules = try #require(table["rules"]).tables
        #expect(rules.map { $0["id"]?.text } == ["one", "two"])
        #expect(rules[0]["regex"]?.text == #"(?i)it's [\w.-]{1,4}"# && rules[0]["entropy"]?.number == 3.5)
        #expect(rules[0]["keywords"]?.texts == ["a", "b"])
        #expect(rules[0]["allowlists"]?.tables.map { $0["stopwords"]?.texts } == [["x"], ["y"]])
        #expect(rules[1]["text"]?.text == "line goes on")
    }

    @Test(arguments: [
        ("a = 1\nb = { c = 1 }", 2, "inline tables"), ("a = \"b", 1, "never closed"),
        ("a = 1979-05-27T07:32:00Z", 1, "no string, number"), ("\n\na 1", 3, "`=` is missing"),
        ("[a", 1, "`]` is missing"), ("a = [1\n2]", 2, "`,` is missing"), ("a = 1 2", 1, "behind the value"),
        (#"a = "\q""#, 1, "means nothing"), ("= 1", 1, "a key is missing"), ("a = [", 1, "`]` is missing"),
    ])
    func whatIsNotReadIsSaidWithItsLine(text: String, line: Int, problem: String) {
        let fault = #expect(throws: TOMLFault.self) { try TOMLReader.read(text) }
        #expect(fault?.line == line && fault?.problem.contains(problem) == true)
    }

    @Test func rulesOfGitleaksLoadInShadow() throws {
        let rules = try GitleaksRules.read(
            #"""
            [[rules]]
            id = "Heron-Token"
            description = "A heron's token."
            regex = '''\b(hrn_[0-9a-f]{24})(?:['"\s;]|$)'''
            entropy = 2.5
            keywords = ["hrn_", "bird"]
            tags = ["Key"]
                [[rules.allowlists]]
                stopwords = ["0000", "a.b"]
                paths = ['''docs/''']
            [[rules]]
            id = "tern"
            regex = '''(?i)tern[\w.-]*\s*(?:=|:)\s*([a-z0-9]{8,})'''
            [[rules]]
            id = "path-only"
            path = '''\.pem$'''
            [[rules]]
            id = "not-closed"
            regex = '''otter[0-9'''
            """#, prefix: "leaks", origin: "gitleaks.toml")
        #expect(rules.rules.map(\.id) == ["leaks.heron-token", "leaks.tern"], "\(rules.skipped)")
        #expect(rules.skipped.map(\.name) == ["path-only", "not-closed"])
        #expect(rules.rules[0].minimumEntropy == 2.5 && rules.rules[0].exceptions.count == 1)
        #expect(rules.rules[0].subject == .regex(#"\b(hrn_[0-9a-f]{24})(?:['"\s;]|$)"#, capture: 1))
        #expect(
            rules.rules[1].subject
                == .regex(#"(?i)tern[\w.-]{0,200}\s{0,200}(?:=|:)\s{0,200}([a-z0-9]{8,200})"#, capture: 1))
        let report = rules.report(path: "rules/leaks.rules.yaml")
        #expect(
            report.contains(
                "leaks.heron-token: it is looked for also where the text has none of the keywords `bird`"))
        #expect(report.contains("leaks.heron-token: `paths` of an allowlist have no meaning here"))
        #expect(report.contains("path-only: it has no regex"))
        let diagnostics = Diagnostics()
        let set = RuleSet.load(
            ["a.rules.yaml"], files: .memory(["a.rules.yaml": Array(rules.file.utf8)]), diagnostics)
        #expect(set?.rules.allSatisfy { $0.state == .shadow } == true && diagnostics.errorCount == 0)
    }

    @Test func aCategoryOfLiteLLMBecomesOneRuleForEachSeverity() throws {
        let diagnostics = Diagnostics()
        let text = """
            category_name: Wild_Birds
            description: Birds
            default_action: BLOCK
            keywords:
              - { keyword: heron, severity: high }
              - { keyword: tern, severity: low }
            always_block_keywords: [{ keyword: bittern, severity: high }]
            identifier_words: [feed]
            exceptions: [heron house, on the roof]
            phrase_patterns: ['feeds? the (?:heron|tern)s?']
            """
        let rules = try #require(
            LiteLLMCategory.read(
                Array(text.utf8), path: "a.yaml", prefix: "lite", origin: "a.yaml", diagnostics))
        #expect(
            rules.rules.map(\.id) == [
                "lite.wild_birds-high", "lite.wild_birds-low", "lite.wild_birds-phrase-1",
            ],
            "\(rules.skipped)")
        #expect(rules.rules[0].subject == .keywords(["bittern", "heron"]) && rules.rules[0].level == "low")
        #expect(
            rules.rules[0].exceptions.map(\.value) == ["['heron house']"] && rules.rules[1].level == "high")
        let report = rules.report(path: "x")
        #expect(report.contains("1 exception for whole sentences not carried over"))
        #expect(report.contains("`identifier_words` was not carried over"))
    }

    @Test func aCategoryWithoutANameIsRefused() {
        let diagnostics = Diagnostics()
        let rules = LiteLLMCategory.read(
            Array("keywords: [{ keyword: a, severity: loud }]".utf8), path: "a.yaml", prefix: "l",
            origin: "a",
            diagnostics)
        #expect(rules == nil && diagnostics.all.map(\.code) == [.missingField, .badValue])
    }

    @Test(arguments: ["it's: \"a\" #1", "tab\there", "[x]", "- y"])
    func whatIsQuotedComesBack(text: String) throws {
        var rules = ImportedRules(origin: text)
        rules.add(
            ImportedRule(id: "a.b", description: text, subject: .keywords([text]), example: text))
        #expect(rules.rules.count == 1, "\(rules.skipped)")
    }
}
