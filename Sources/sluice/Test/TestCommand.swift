import ArgumentParser
import SluiceRules

/// `sluice test`: runs the examples of rule files as tests.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the examples of rule files as tests, whole and cut in pieces.",
        discussion: """
            Every example runs against its rule alone, as a whole text and in pieces as a stream brings them; the result \
            must not depend on the cuts. Reports are written in several forms at once:

              sluice test --rules rules
              sluice test --rules rules --out junit=report.xml --out json=report.json

            With --format other than human that report is on standard output, and nothing else is. Exits with 0 when every \
            example holds, 1 when one doesn't, 2 when a file can't be used, 3 when a report can't be written.
            """)

    @Option(
        help: ArgumentHelp(
            "A rule file, or a folder in which every *.rules.yaml is read; may be given several times.",
            valueName: "path"))
    var rules: [String] = ["rules"]

    @Option(help: "How examples are cut: none, quick (64 places) or all.")
    var split = SplitMode.all

    @Option(help: "How the result is written: human, json, junit or tap.")
    var format = TestFormat.human

    @Option(help: ArgumentHelp("Writes a report to a file as well.", valueName: "format=file"))
    var out: [ReportFile] = []

    func run() throws {
        let run = TestRun(paths: rules, splits: splits)
        Output.standard.write(run.report(format, Style(for: .standard)))
        for file in out { try file.write(run.report(file.format, .plain)) }
        guard run.status == .fine else { throw run.status }
    }

    private var splits: RuleCheck.Splits {
        switch split {
        case .none: .whole
        case .quick: .some
        case .all: .every
        }
    }
}
