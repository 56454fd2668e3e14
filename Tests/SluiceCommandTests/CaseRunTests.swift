import SluiceRules
import Testing
import sluice

struct CaseRunTests {
    private static func run(
        _ cases: String, files: [String: String] = [:], _ plan: (inout TestPlan) -> Void = { _ in }
    ) -> TestRun {
        var all = files
        all["rules/birds.rules.yaml"] = CaseRules.birds
        all["rules/cases/chat.case.yaml"] = "version: 1\n" + cases
        var test = TestPlan(rules: ["rules"])
        plan(&test)
        return TestRun(test, files: .memory(all.mapValues { Array($0.utf8) }))
    }

    @Test func whatACaseSaysIsHeldAgainstTheChat() {
        let run = Self.run(
            """
            chat: { user: what flies there?, answer: 'It is a grey heron, seen by an owl.' }
            cases:
              - name: the bird is taken out
                expect:
                  outcome: modified
                  hits: [birds.heron, { rule: birds.owl, target: response.text, action: block, shadow: true }]
                  no_hits: [birds.nest]
                  text: { contains: ['It is a [redacted], seen'], lacks: [heron] }
                  finish: stop
              - name: nothing happens to a tern
                chat: { system: be brief, user: what flies there?, answer: A tern., stream: false }
                expect: { outcome: passed, text: { contains: [A tern.] }, finish: stop }
            """)
        #expect(run.complaints.isEmpty && run.status == .fine, Comment(rawValue: run.report(.human, .plain)))
        let names = run.cases.filter { $0.rule == nil }.map(\.name)
        #expect(names == ["the bird is taken out", "nothing happens to a tern"])
        #expect(run.cases.suffix(2).first?.splits ?? 0 > 100)
        #expect(run.report(.human, .plain).contains("6 examples, 2 cases, "))
    }

    @Test func theLevelIsTheCasesOwn() {
        let run = Self.run(
            """
            chat: { user: where is the nest?, answer: In a tree. }
            cases:
              - { name: low, level: low, expect: { outcome: passed, no_hits: ['birds.*'] } }
              - { name: medium, level: medium, expect: { outcome: blocked, hits: [birds.nest] } }
            """)
        #expect(run.status == .fine, Comment(rawValue: run.report(.human, .plain)))
    }

    @Test func everythingThatDoesNotHoldIsShownAtItsPlace() {
        let run = Self.run(
            """
            cases:
              - name: all wrong
                chat: { user: hello, answer: A grey heron. }
                split: none
                expect:
                  outcome: blocked
                  hits: [{ rule: birds.heron, action: block }]
                  no_hits: ['birds.h*']
                  text: { contains: [heron], lacks: ['[redacted]'] }
                  finish: content_filter
            """)
        #expect(run.status == .findings && run.failureCount == 1)
        let lines = run.cases.last?.failures.compactMap { $0.location.map { "\($0.line):\($0.column)" } }
        #expect(lines == ["7:16", "8:14", "9:17", "10:26", "10:42", "11:15"])
        #expect(
            run.report(.human, .plain).contains(
                """
                error[SL116]: `all wrong`: expected `blocked`, got `modified`
                  --> rules/cases/chat.case.yaml:7:16
                """))
        #expect(run.report(.human, .plain).contains("note: hits: birds.heron (response.text, redact)"))
    }

    @Test func mistakesInACaseFileAreReportedTogether() {
        let run = Self.run(
            """
            cases:
              - { name: nothing to run, expect: { outcome: passed } }
              - { chat: { user: a }, expect: {} }
              - { name: b, chat: { usr: a }, expect: { outcom: passed, hits: [{ rule: a, action: bloc }] } }
            """)
        #expect(run.status == .badInput && run.cases.isEmpty)
        let codes = run.complaints.map { "\($0.location?.line ?? 0) \($0.code.rawValue)" }
        #expect(codes == ["3 SL112", "4 SL112", "4 SL112", "5 SL112", "5 SL102", "5 SL102", "5 SL113"])
    }

    @Test func aRecordingIsFoundBesideItsCase() throws {
        let recording = """
            {"sluice_recording":1,"id":"a"}
            [0,"req",{"method":"POST","path":"/v1/chat/completions","headers":[["content-type","application/json"]]}]
            [0,"req.body",{"d":"{\\"model\\":\\"m\\",\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"hi\\"}]}"}]
            [0,"req.end",{}]
            [9,"up",{"status":200,"headers":[["content-type","application/json"]]}]
            [9,"up.body",{"d":"{\\"choices\\":[{\\"message\\":{\\"content\\":\\"a grey heron\\"},\\"finish_reason\\":\\"stop\\"}]}"}]
            [9,"up.end",{}]

            """
        let cases = """
            recording: ../recordings/a.rec.jsonl
            label: benign
            cases: [{ name: a, expect: { hits: [birds.heron], text: { contains: ['a [redacted]'] } } }]
            """
        let run = Self.run(cases, files: ["rules/cases/../recordings/a.rec.jsonl": recording])
        #expect(run.status == .fine, Comment(rawValue: run.report(.human, .plain)))
        #expect(run.files.contains("rules/cases/../recordings/a.rec.jsonl"))
        let missing = Self.run(cases)
        #expect(missing.status == .findings)
        #expect(missing.cases.last?.failures.first?.location?.line == 2)
    }

    @Test func coverageSaysWhatNoTestTries() throws {
        let run = Self.run(
            "cases: [{ name: a, chat: { user: nest }, expect: { outcome: blocked } }]"
        ) { plan in
            plan.hasCoverage = true
            plan.minimumCoverage = 90
        }
        let coverage = try #require(run.coverage)
        #expect(coverage.untested.map(\.name) == ["response.text"])
        #expect(coverage.total == 8 && coverage.percent == 87 && run.status == .findings)
        #expect(run.report(.human, .plain).contains("coverage 87 %: 7 of 8\n  less than the 90 %"))
        #expect(
            run.report(.json, .plain).contains(
                #""coverage":{"percent":87,"total":8,"untested":[{"kind":"target""#))
    }

    @Test func onlyRulesThatChangedAreTriedAgain() {
        let memory = ExampleMemory()
        let text = CaseRules.birds
        func run(_ text: String) -> TestRun {
            TestRun(
                TestPlan(rules: ["a.rules.yaml"]), memory: memory,
                files: .memory(["a.rules.yaml": Array(text.utf8)]))
        }
        let first = run(text)
        let moved = run("# a comment\n" + text)
        #expect(first.status == .fine && moved.status == .fine)
        #expect(moved.cases.map(\.splits) == first.cases.map(\.splits))
        #expect(moved.cases.map(\.location.line) == first.cases.map { $0.location.line + 1 })
        #expect(run(text.replacing("'a nest'", with: "'a nestling'")).failureCount == 1)
        #expect(run(text.replacing("[nest]", with: "[nests]")).failureCount == 1)
        #expect(run(text).failureCount == 0)
    }

    @Test func toolsThatShowComplaintsBesideTheCodeAreServed() {
        let run = Self.run(
            "cases: [{ name: 'a, b', chat: { user: hi }, split: none, expect: { outcome: blocked } }]")
        #expect(
            run.report(.github, .plain)
                == "::error file=rules/cases/chat.case.yaml,line=2,col=77,title=SL116::`a, b`: expected `blocked`, "
                + "got `passed`; hits: none\n")
        let sarif = run.report(.sarif, .plain)
        #expect(
            sarif.contains(#""uri":"rules/cases/chat.case.yaml""#) && sarif.contains(#""ruleId":"SL116""#))
    }
}
