import SluiceRules
import Testing
import sluice

struct TestRunTests {
    private static let rules = """
        version: 1
        rules:
          - id: birds.heron
            description: A bird.
            state: enforce
            targets: [request.user]
            match: { keywords: [heron] }
            action: redact
            examples: { match: ['a heron', 'a tern'], no_match: ['a <heron> & co'] }

        """

    private static func run(_ text: String = rules, _ splits: SplitMode = .all) -> TestRun {
        TestRun(
            paths: ["birds.rules.yaml"], splits: splits,
            files: .memory(["birds.rules.yaml": Array(text.utf8)]))
    }

    @Test func whatDoesNotHoldIsAFinding() {
        let run = Self.run()
        #expect(run.status == .findings && run.failureCount == 2)
        #expect(
            run.cases.map(\.name) == ["birds.heron match 1", "birds.heron match 2", "birds.heron no_match 1"])
        #expect(run.cases.map(\.splits) == [7, 0, 0])
        let text = run.report(.human, .plain)
        #expect(
            text.contains("--> birds.rules.yaml:9:36\n")
                && text.contains("3 examples, 7 splits, 2 failures, "))
    }

    @Test func examplesThatHoldAreFine() {
        let text = Self.rules.replacing(", 'a tern'", with: "").replacing("a <heron> & co", with: "a tern")
        #expect(Self.run(text).status == .fine)
        #expect(Self.run(text, .none).cases.map(\.splits) == [0, 0])
    }

    @Test func quickCutsLongExamplesAtFewPlaces() {
        let long = String(repeating: "a tern. ", count: 100)
        let text = Self.rules.replacing("'a <heron> & co'", with: "'\(long)'")
        #expect(Self.run(text, .quick).cases.last?.splits == 63)
        #expect(Self.run(text, .all).cases.last?.splits == 800)
    }

    @Test func filesThatDoNotLoadAreBadInput() {
        let run = Self.run("version: 2\n")
        #expect(run.status == .badInput && run.cases.isEmpty && !run.complaints.isEmpty)
        #expect(run.report(.tap, .plain).hasPrefix("TAP version 14\nBail out! birds.rules.yaml:1:"))
        #expect(
            run.report(.junit, .plain).contains("<error message="))
    }

    @Test func junitEscapesWhatXMLReserves() {
        let xml = Self.run().report(.junit, .plain)
        #expect(xml.contains(#"<testsuite name="sluice" tests="3" failures="2" errors="0">"#))
        #expect(
            xml.contains(
                #"<testcase name="birds.heron match 1" classname="birds.heron" file="birds.rules.yaml" line="9"/>"#
            ))
        #expect(xml.contains("no_match: [&apos;") || xml.contains("&lt;heron&gt; &amp; co"))
        #expect(XMLText.escaped("a\u{1}\"b\"\n") == "a\u{FFFD}&quot;b&quot;\n")
    }

    @Test func theTestProtocolCountsAndComments() {
        #expect(
            Self.run().report(.tap, .plain) == """
                TAP version 14
                1..3
                ok 1 - birds.heron match 1
                not ok 2 - birds.heron match 2
                # birds.rules.yaml:9:36: example does not hold: expected a hit, got none
                not ok 3 - birds.heron no_match 1
                # birds.rules.yaml:9:62: example does not hold: expected no hit, got 1

                """)
    }

    @Test func theMachineFormHasEveryExample() {
        let json = Self.run().report(.json, .plain)
        #expect(json.hasPrefix(#"{"examples":3,"failures":2,"cases":[{"name":"birds.heron match 1","#))
        #expect(json.contains(#""ok":false,"messages":["example does not hold: expected a hit, got none"]"#))
    }
}
