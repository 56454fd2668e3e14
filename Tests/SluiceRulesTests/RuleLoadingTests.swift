import SluiceMatching
import SluiceRules
import SluiceWire
import Testing

struct RuleLoadingTests {
    @Test func absentFieldsHaveTheirDefaults() throws {
        let set = try RuleFixtures.set(
            RuleFixtures.file(RuleFixtures.rule("test.a", "match: { keywords: [larkspur] }\naction: block")))
        let rule = set.rules[0]
        #expect(rule.severity == .medium)
        #expect(rule.level == 0)
        #expect(rule.state == .shadow, "a new rule never blocks by accident")
        #expect(rule.targets == [.requestUser, .responseText])
        #expect(rule.actions == [.block, .block, .block])
        #expect(rule.pattern.normalization == .standard)
        #expect(rule.pattern.onLimit == .match)
    }

    @Test func aRulesOwnFieldReplacesTheWholeDefault() throws {
        let set = try RuleFixtures.set(
            """
            version: 1
            defaults: { tags: [a, b], state: enforce, severity: high, action: redact, replacement: '[x]' }
            rules:
              - id: test.a
                tags: [c]
                match: { keywords: [larkspur] }
                examples: { match: [larkspur], no_match: [lark] }
              - id: test.b
                severity: null
                action: block
                match: { keywords: [heron] }
                examples: { match: [heron], no_match: [her] }
            """)
        #expect(set.rules[0].tags == ["c"])
        #expect(set.rules[0].severity == .high)
        #expect(set.rules[0].actions == [.redact, .redact, .redact])
        #expect(set.rules[1].severity == .medium)
        #expect(set.rules[1].tags == ["a", "b"])
    }

    @Test func targetGlobsNameOneSide() throws {
        let set = try RuleFixtures.set(
            RuleFixtures.file(
                RuleFixtures.rule(
                    "test.a", "targets: [request.*]\nmatch: { keywords: [larkspur] }\naction: log"),
                RuleFixtures.rule(
                    "test.b", "targets: [response.reasoning]\nmatch: { keywords: [larkspur] }\naction: log")))
        #expect(set.rules[0].targets == Target.allCases.filter { $0.side == .request })
        #expect(Target.allCases.filter(set.rules[1].applies(to:)) == [.responseReasoning, .responseOther])
    }

    @Test(arguments: [
        ("case: sensitive", false), ("case: insensitive", true), ("boundary: word", true),
    ])
    func caseDecidesFolding(field: String, folds: Bool) throws {
        let set = try RuleFixtures.set(
            RuleFixtures.file(
                RuleFixtures.rule("test.a", "match: { keywords: [larkspur], \(field) }\naction: log")))
        #expect(set.rules[0].pattern.normalization.contains(.caseFold) == folds)
    }

    @Test func flagsStandInFrontOfTheRegex() throws {
        let set = try RuleFixtures.set(
            RuleFixtures.file(
                RuleFixtures.rule(
                    "test.a", "normalize: []\nmatch: { regex: 'LARKSPUR', flags: [i, s] }\naction: log")))
        #expect(set.rules[0].pattern.subject == .regex("(?is)LARKSPUR", capture: 0))
    }

    @Test func theWindowOfTheMatchWins() throws {
        let set = try RuleFixtures.set(
            """
            version: 1
            defaults: { window: 256, action: log }
            rules:
              - id: test.a
                match: { regex: 'lark.*spur', window: 64 }
                examples: { match: [larkspur], no_match: [lark] }
              - id: test.b
                match: { regex: 'lark.*spur' }
                examples: { match: [larkspur], no_match: [lark] }
            """)
        #expect(set.rules.map(\.pattern.window) == [64, 256])
    }

    @Test func wordListsKeepLinesAndTags() throws {
        let yaml = """
            version: 1
            lists: { names: { file: lists/names.txt } }
            rules:
              - id: test.list
                tags: [policy]
                match: { keywords: [heron, larkspur], wordlists: [names] }
                action: log
                examples: { match: [larkspur, 青鸢], no_match: [lark] }
            """
        let list = "\u{FEFF}# names\r\n\r\nlarkspur\r\n  青鸢\tbird, zh \r\nlantern  \n"
        let set = try RuleFixtures.set(yaml, lists: ["lists/names.txt": list])
        let rule = set.rules[0]
        #expect(rule.pattern.subject == .keywords(["heron", "larkspur", "青鸢", "lantern"]))
        #expect(rule.source(ofElement: 0).description == "test.rules.yaml:6:25")
        #expect(rule.source(ofElement: 2).description == "lists/names.txt:4:1")
        #expect(rule.tags(ofElement: 2) == ["policy", "bird", "zh"])
        #expect(rule.source(ofElement: 99) == rule.source)
        #expect(set.files.map(\.path) == ["test.rules.yaml", "lists/names.txt"])
    }

    @Test func metadataIsFree() throws {
        let set = try RuleFixtures.set(
            RuleFixtures.file(
                RuleFixtures.rule(
                    "test.a",
                    "metadata: { owner: a, refs: [x, y], deep: { k: v } }\nmatch: { keywords: [larkspur] }\naction: log"
                )))
        #expect(set.rules[0].metadata == ["owner": "a", "refs.0": "x", "refs.1": "y", "deep.k": "v"])
    }

    @Test func foldersAreReadAtAnyDepthAndSorted() throws {
        let rule = { (id: String) in
            Array(
                RuleFixtures.file(
                    RuleFixtures.rule(id, "match: { keywords: [larkspur] }\naction: log")
                ).utf8)
        }
        let files = RuleFiles.memory([
            "r/b.rules.yaml": rule("test.a"), "r/sub/deep/a.rules.yaml": rule("test.c"),
            "r/a.rules.yml": rule("test.b"), "r/notes.yaml": [], "r/.hidden/x.rules.yaml": rule("test.x"),
        ])
        let diagnostics = Diagnostics()
        let set = try #require(RuleSet.load(["r"], runExamples: false, files: files, diagnostics))
        #expect(set.files.map(\.path) == ["r/a.rules.yml", "r/b.rules.yaml", "r/sub/deep/a.rules.yaml"])
        #expect(set.rules.map(\.id) == ["test.a", "test.b", "test.c"])
    }

    @Test func theDigestFollowsTheContent() throws {
        let one = RuleFixtures.file(
            RuleFixtures.rule("test.a", "match: { keywords: [larkspur] }\naction: log"))
        let first = try RuleFixtures.set(one).digest
        #expect(first.count == 32)
        #expect(try RuleFixtures.set(one).digest == first)
        #expect(try RuleFixtures.set(one + "# changed\n").digest != first)
    }

    @Test(arguments: [["nowhere"], ["r"]])
    func pathsWithoutRulesAreRefused(paths: [String]) {
        let diagnostics = Diagnostics()
        #expect(RuleSet.load(paths, files: .memory(["r/notes.txt": []]), diagnostics) == nil)
        #expect(diagnostics.all.map(\.code) == [.unreadable])
    }

    @Test func anEmptySetIsASet() throws {
        let set = try RuleFixtures.set("version: 1\nrules: []\n")
        #expect(set.rules.isEmpty)
        #expect(Target.allCases.allSatisfy { set.view(level: 2).selection(for: $0) == nil })
        #expect(RuleSet.load([], Diagnostics()) != nil)
    }

    @Test func earlierErrorsDontFailALaterLoad() {
        let diagnostics = Diagnostics()
        diagnostics.error(.badValue, "of a configuration")
        #expect(RuleFixtures.load("version: 1\nrules: []\n", diagnostics) != nil)
    }
}
