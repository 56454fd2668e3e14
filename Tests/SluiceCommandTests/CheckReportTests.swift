import SluiceRules
import Testing
import sluice

struct CheckReportTests {
    private static let good = """
        version: 1
        rules:
          - id: birds.heron
            description: A bird.
            severity: low
            level: low
            state: enforce
            targets: [request.user]
            match: { keywords: [heron], boundary: word }
            action: redact
            examples:
              match: ['a heron']
              no_match: ['a tern']

        """

    private func check(_ text: String, costSearch: RuleCheck.CostSearch = .none) -> CheckRun {
        CheckRun(
            paths: ["birds.rules.yaml"], costSearch: costSearch,
            files: .memory(["birds.rules.yaml": Array(text.utf8)]))
    }

    /// The report without times, which differ from run to run, and without sizes, which differ between processors.
    private func text(of run: CheckRun) -> String {
        run.text(.plain).replacing(/[0-9,.]+ ms/, with: "T ms").replacing(/[0-9,.]+ KB/, with: "N KB")
    }

    @Test func goodRulesAreSummedUp() {
        let run = check(Self.good)
        #expect(run.status == .fine)
        #expect(
            text(of: run) == """
                birds.rules.yaml  1 rule  2 examples  13 splits  ok

                rule         matches  holds  wakes at
                birds.heron  bounded      5  1 keyword

                loaded in T ms, made ready in T ms; N KB, of which N KB are regexes; 0 states for regexes, 256 for keywords
                1 rule (1 enforced, 0 shadow, 0 off), 0 errors, 0 warnings, T ms

                """)
    }

    @Test func anExampleThatFailsIsAFindingWithItsCaret() {
        let run = check(Self.good.replacing("'a tern'", with: "'no heron'"))
        #expect(run.status == .findings)
        #expect(
            text(of: run) == """
                birds.rules.yaml  1 rule  2 examples  7 splits  1 error

                error[SL107]: example does not hold: expected no hit, got 1
                  --> birds.rules.yaml:13:22
                 13  |       no_match: ['no heron']
                     |                      ^^^^^ birds.heron, keyword at birds.rules.yaml:9:25
                     = help: add the longer word to `except.covering`, or take the example out

                1 rule (1 enforced, 0 shadow, 0 off), 1 error, 0 warnings, T ms

                """)
    }

    @Test func filesThatDoNotLoadAreBadInputWithAllTheirFaults() {
        let run = check(
            Self.good.replacing("severity: low", with: "severity: lo").replacing("action", with: "actoin"))
        #expect(run.status == .badInput)
        #expect(run.report == nil)
        #expect(run.diagnostics.compactMap(\.location?.line).contains([5]))
        #expect(run.diagnostics.compactMap(\.location?.line).contains([10]))
    }

    @Test func theMachineFormNamesPlaceAndCode() {
        let json = check(Self.good.replacing("'a tern'", with: "'no heron'")).json.description
        #expect(json.hasPrefix(#"{"rules":1,"enforced":1,"shadow":0,"off":0,"examples":2,"#))
        #expect(json.contains(#""severity":"error","code":"SL107""#))
        #expect(json.contains(#""file":"birds.rules.yaml","line":13,"column":22"#))
    }

    @Test func theHoldOfAStreamIsSaidForEachKindOfText() {
        let run = check(
            Self.good.replacing("[request.user]", with: "[response.text, response.reasoning, request.user]")
                .replacing(
                    "keywords: [heron], boundary: word", with: #"regex: 'heron\s+x|heron', window: 30"#))
        let lines = text(of: run).split(separator: "\n")
        #expect(lines.contains("birds.heron  window 30    184  `heron`"))
        let kinds = "response.text, response.reasoning, response.other"
        #expect(lines.contains("  \(kinds): at most 184 characters (184 bytes)"))
        #expect(lines.contains("    the longest hold is that of birds.heron"))
    }

    @Test func theWorstTextStandsBesideItsRule() throws {
        let run = check(Self.good, costSearch: .brief)
        let lines = text(of: run).split(separator: "\n")
        #expect(lines.contains { $0.hasSuffix("worst text") && $0.contains("ms/N KB  stream  limits") })
        let worst = try #require(run.report?.costs.first?.worst)
        #expect(lines.contains { $0.hasPrefix("birds.heron") && $0.hasSuffix(worst.recipe) })
        let json = run.json.description
        for member in [
            #""id":"birds.heron","bounded":true,"window":null"#, #""gate":{"kind":"keywords","count":1}"#,
            #""worst":{"recipe":"#, #""bytes":65536,"whole_ms":"#, #""limits":0,"tried":"#, #""load_ms":"#,
            #""memory":{"regex_bytes":0,"automaton_bytes":"#,
        ] {
            #expect(json.contains(member), "\(member)")
        }
    }

    @Test func ofManyRulesTheDearestAreShown() {
        let rules = (0..<70).map { number in
            Self.good.split(separator: "rules:\n").last.map {
                $0.replacing("birds.heron", with: "birds.b\(number)").replacing(
                    "heron", with: "heron\(String(repeating: "s", count: number))")
            } ?? ""
        }
        let run = check("version: 1\nrules:\n" + rules.joined())
        let short = run.text(.plain)
        #expect(
            short.split(separator: "\n").count { $0.hasPrefix("birds.b") && $0.contains("bounded") } == 20)
        #expect(short.contains("and 50 cheaper rules: --all-rules shows them, --format json too"))
        #expect(short.contains("birds.b69") && !short.contains("birds.b12 "))
        let full = run.text(.plain, showsAllRules: true)
        #expect(full.split(separator: "\n").count { $0.hasPrefix("birds.b") && $0.contains("bounded") } == 70)
    }
}
