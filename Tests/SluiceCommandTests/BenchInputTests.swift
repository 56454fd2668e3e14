import SluiceRules
import Testing
import sluice

struct BenchInputTests {
    private static let rules = """
        version: 1
        rules:
          - id: birds.heron
            description: A bird.
            level: medium
            state: enforce
            targets: [request.user]
            match: { keywords: [heron] }
            action: redact
            examples: { match: ['a heron'], no_match: ['a tern'] }
          - id: birds.tern
            description: A bird that is only counted.
            level: medium
            state: shadow
            targets: [request.user]
            match: { regex: 'terns?' }
            action: redact
            examples: { match: ['a tern'], no_match: ['a heron'] }

        """

    private func input(
        rules: String = Self.rules, text: String = "a heron and terns, ", path: String = "text.txt",
        target: String = "request.user", level: String = "medium"
    ) throws(BenchFault) -> BenchInput {
        let files = RuleFiles.memory([
            "birds.rules.yaml": Array(rules.utf8),
            "text.txt": Array(String(repeating: text, count: 1000).utf8),
        ])
        return try BenchInput(
            rules: ["birds.rules.yaml"], text: path, target: target, level: level, files: files)
    }

    private func fault(_ body: () throws(BenchFault) -> BenchInput) -> (
        status: sluice.ExitStatus, text: String
    )? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error.status, error.lines(.plain).joined(separator: "\n"))
        }
    }

    @Test func aTextThatIsNotThereIsTheEnvironmentsFault() {
        let fault = fault { () throws(BenchFault) in try input(path: "none.txt") }
        #expect(fault?.status == .environment)
        #expect(fault?.text == "sluice: the text `none.txt` can't be read: No such file or directory")
    }

    @Test func anEmptyTextIsRefused() {
        let fault = fault { () throws(BenchFault) in try input(text: "") }
        #expect(fault?.status == .badInput)
        #expect(fault?.text == "sluice: the text `text.txt` is empty")
    }

    @Test func rulesThatDoNotLoadAreShownWithTheirPlace() {
        let broken = Self.rules.replacing("terns?", with: "terns(")
        let fault = fault { () throws(BenchFault) in try input(rules: broken) }
        #expect(fault?.status == .badInput)
        #expect(fault?.text.contains("--> birds.rules.yaml:16:") == true)
    }

    @Test(arguments: [
        ("request.usre", "high", "sluice: `request.usre` is no target; did you mean `request.user`?"),
        ("x", "high", "sluice: `x` is no target"),
        ("request.user", "top", "sluice: `top` is no level; there are low, medium, high"),
        (
            "response.text", "high",
            """
            sluice: no rule is active for response.text at level high
              targets with rules at this level: request.user (2), request.other (2)
            """
        ),
        (
            "request.user", "low",
            """
            sluice: no rule is active for request.user at level low
              no rule is active for any target at this level
            """
        ),
    ])
    func whatNamesNothingIsExplained(target: String, level: String, expected: String) {
        let fault = fault { () throws(BenchFault) in try input(target: target, level: level) }
        #expect(fault?.status == .badInput)
        #expect(fault?.text == expected)
    }

    @Test(arguments: [1, 4, 100_000], [0, 4096])
    func everyWayOfScanningFindsTheSame(piece: Int, stream: Int) throws {
        let plan = BenchPlan(
            pieceLength: piece, streamLength: stream, rounds: 1, perRule: true, seconds: 3600)
        let input = try input(text: "鹭 or heron and terns\n")
        let report = BenchRun(input: input, plan: plan).report()
        #expect(report.subject.deciding == 1)
        #expect(report.subject.observing == 1)
        #expect([report.blocks, report.file, report.pieces].map(\.bytes) == [23_000, 23_000, 23_000])
        #expect([report.blocks.hits, report.file.hits] == [2000, 2000])
        // A stream that ends inside a word loses a hit, and each of the few ends can.
        #expect(stream == 0 ? report.pieces.hits == 2000 : (1990...2000).contains(report.pieces.hits))
        #expect(Set(report.rules.map(\.id)) == ["birds.heron", "birds.tern"])
        // A rule in shadow holds nothing, but the rest of a character may still have to come.
        let shadow = try #require(report.rules.first { $0.id == "birds.tern" })
        #expect(shadow.streams.held.greatest <= 3)
    }
}
