import SluiceRules
import Testing

struct RuleCheckTests {
    private func complaints(_ yaml: String) throws -> [String] {
        let set = try RuleFixtures.set(yaml, runExamples: false)
        let diagnostics = Diagnostics()
        RuleCheck(set: set).report(diagnostics)
        return diagnostics.all.map(\.message)
    }

    @Test func everySplitIsCounted() throws {
        let set = try RuleFixtures.set(
            RuleFixtures.file(RuleFixtures.rule("test.a", "match: { keywords: [larkspur] }\naction: redact")))
        let diagnostics = Diagnostics()
        let report = RuleCheck(set: set).report(diagnostics)
        #expect(diagnostics.all.isEmpty)
        #expect(report.files.map(\.examples) == [2])
        #expect(report.splits == 8 + 4, "seven cuts in two and one byte by byte; three and one")
        #expect(report.shadow == 1)
    }

    @Test func examplesOfSleepingRulesRunAsIfEnforced() throws {
        for state in ["off", "shadow"] {
            let found = try complaints(
                RuleFixtures.file(
                    RuleFixtures.rule(
                        "test.a",
                        "state: \(state)\nlevel: high\nmatch: { keywords: [larkspur] }\naction: redact",
                        examples:
                            "match: [{ text: a larkspur, expect: { output: 'a [redacted]' } }], no_match: [larkspur]"
                    )))
            #expect(found == ["example does not hold: expected no hit, got 1"])
        }
    }

    @Test func anExampleRunsAtItsLevel() throws {
        let rule = RuleFixtures.rule(
            "test.a",
            "level: medium\nmatch: { keywords: [larkspur] }\naction: { medium: redact, high: block }",
            examples: """
                match: [{ text: a larkspur b, expect: { output: 'a [redacted] b' } }, \
                { text: a larkspur b, level: high, expect: { output: 'a ' } }], \
                no_match: [{ text: larkspur, level: low }]
                """)
        #expect(try complaints(RuleFixtures.file(rule)) == [])
    }

    @Test func hitsAndSpansAreCompared() throws {
        let rule = RuleFixtures.rule(
            "test.a", "match: { keywords: [青鸢] }\naction: log",
            examples: "match: [{ text: 看青鸢和青鸢, expect: { hits: 2, span: [1, 3] } }], no_match: [x]")
        #expect(try complaints(RuleFixtures.file(rule)) == [])
    }

    @Test func theHoldIsStatedPerRule() throws {
        let set = try RuleFixtures.set(
            RuleFixtures.file(
                RuleFixtures.rule(
                    "test.long", "state: enforce\nmatch: { regex: 'larkspur[a-z]{0,40}' }\naction: redact"),
                RuleFixtures.rule(
                    "test.short", "state: enforce\nmatch: { keywords: [larkspur] }\naction: redact"),
                RuleFixtures.rule("test.log", "state: enforce\nmatch: { keywords: [larkspur] }\naction: log"))
        )
        let report = RuleCheck(set: set, splits: .whole).report(Diagnostics())
        #expect(report.holds.map(\.rule) == ["test.long", "test.short"])
        #expect(report.holds.first.map { $0.bytes > 40 } == true)
    }
}
