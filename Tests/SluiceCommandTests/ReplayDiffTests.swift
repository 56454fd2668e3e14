import SluiceRecording
import SluiceRules
import Testing
import sluice

struct ReplayDiffTests {
    /// The owl is blocked, the heron isn't looked for any more, the number is redacted in place of blocked.
    private static let changed =
        TextCommandRules.text.replacing("state: shadow\n", with: "state: enforce\n")
        .replacing("{ keywords: [owl] }\n    action: redact", with: "{ keywords: [owl] }\n    action: block")
        .replacing("heron, 苍鹭", with: "bittern").replacing("'a heron'", with: "'a bittern'")
        .replacing(
            "action: block\n    examples: { match: ['4111",
            with: "action: redact\n    examples: { match: ['4111")

    private static func diff() throws -> ReplayDiff {
        ReplayDiff(
            try RecordedScenes.session(), try RecordedScenes.session(changed), try RecordedScenes.items())
    }

    @Test func everyKindIsCountedByLabel() throws {
        let diff = try Self.diff()
        let counts = ReplayDiff.Kind.allCases.map { diff.count($0) }
        #expect(counts == [1, 1, 1, 2, 3], "\(diff.report(.human, .plain))")
        #expect(
            diff.count(.newBlocks, label: "benign") == 1 && diff.count(.newBlocks, label: "violating") == 0)
        #expect(diff.count(.goneBlocks, label: "violating") == 1)
    }

    @Test func theSameRulesChangeNothing() throws {
        let session = try RecordedScenes.session()
        let diff = ReplayDiff(session, session, try RecordedScenes.items())
        #expect(ReplayDiff.Kind.allCases.allSatisfy { diff.count($0) == 0 } && diff.rules.isEmpty)
    }

    @Test func aPersonReadsSumsAndRules() throws {
        let crossed = try #require(DiffThreshold(argument: "new-blocks>0:benign"))
        #expect(
            try Self.diff().report(.human, .plain, crossed: [crossed]) == """
                5 exchanges

                                     A  B
                blocked, benign      0  1
                blocked, violating   1  0
                blocked, unlabelled  0  0

                new-blocks     1
                gone-blocks    1
                changed-texts  1
                new-hits       2
                gone-hits      3

                rule          new  gone  first new example
                birds.heron    +0    -1
                birds.number   +1    -1  recs/ring.rec.jsonl
                birds.owl      +1    -1  recs/owl.rec.jsonl
                crossed: new-blocks>0:benign

                """)
    }

    @Test func theMachineFormNamesEachChangedExchange() throws {
        #expect(
            try Self.diff().report(.json, .plain) == """
                {"exchanges":5,"new_blocks":1,"gone_blocks":1,"changed_texts":1,"new_hits":2,"gone_hits":3,"changed":[\
                {"name":"recs/heron.rec.jsonl","label":null,"before":"modified","after":"passed"},\
                {"name":"recs/owl.rec.jsonl","label":"benign","before":"passed","after":"blocked"},\
                {"name":"recs/ring.rec.jsonl","label":"violating","before":"blocked","after":"modified"}],"rules":[\
                {"rule":"birds.heron","new":0,"gone":1,"example":null},\
                {"rule":"birds.number","new":1,"gone":1,"example":"recs/ring.rec.jsonl"},\
                {"rule":"birds.owl","new":1,"gone":1,"example":"recs/owl.rec.jsonl"}],"crossed":[]}

                """)
    }

    @Test func aPullRequestReadsMarkdown() throws {
        let crossed = try #require(DiffThreshold(argument: "gone-hits>1"))
        #expect(
            try Self.diff().report(.github, .plain, crossed: [crossed]) == """
                ### Rules over 5 recorded exchanges

                | | before | after |
                |---|---:|---:|
                | blocked, benign | 0 | 1 |
                | blocked, violating | 1 | 0 |
                | blocked, unlabelled | 0 | 0 |

                | change | count |
                |---|---:|
                | new-blocks | 1 |
                | gone-blocks | 1 |
                | changed-texts | 1 |
                | new-hits | 2 |
                | gone-hits | 3 |

                | rule | new hits | gone hits | first new example |
                |---|---:|---:|---|
                | `birds.heron` | 0 | 1 |  |
                | `birds.number` | 1 | 1 | `recs/ring.rec.jsonl` |
                | `birds.owl` | 1 | 1 | `recs/owl.rec.jsonl` |

                **Crossed:** `gone-hits>1`

                """)
    }

    @Test(arguments: ["new-blocks>0", "gone-blocks>12", "changed-texts>0:benign", "new-hits>3:x:y"])
    func aThresholdIsWrittenAsItIsRead(text: String) {
        #expect(DiffThreshold(argument: text)?.description == text)
    }

    @Test(arguments: [
        "", "new-blocks", "new-blocks>", "new-blocks>-1", "blocks>0", "new-blocks>x", "new-blocks<1",
    ])
    func whatIsNoThresholdIsRefused(text: String) {
        #expect(DiffThreshold(argument: text) == nil)
    }
}
