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

    private func check(_ text: String) -> CheckRun {
        CheckRun(paths: ["birds.rules.yaml"], files: .memory(["birds.rules.yaml": Array(text.utf8)]))
    }

    /// The report with its time taken out, which differs from run to run.
    private func text(of run: CheckRun) -> String {
        run.text(.plain).replacing(/[0-9,]+ ms/, with: "T ms")
    }

    @Test func goodRulesAreSummedUp() {
        let run = check(Self.good)
        #expect(run.status == .fine)
        #expect(
            text(of: run) == """
                birds.rules.yaml  1 rule  2 examples  13 splits  ok
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
}
