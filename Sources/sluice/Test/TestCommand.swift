import ArgumentParser
import SluiceRules

/// `sluice test`: runs the examples of rule files, and cases, as tests.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the examples of rule files, and cases, as tests, whole and cut in pieces.",
        discussion: """
            Every example runs against its rule alone, as a whole text and in pieces as a stream brings them; the result \
            must not depend on the cuts. A case (*.case.yaml) runs a recording, or a short chat, against all rules and says \
            what has to become of it. Cases are looked for in the folders of the rules and in those that are named. Reports \
            are written in several forms at once:

              sluice test --rules rules
              sluice test --rules rules cases --out junit=report.xml --out json=report.json
              sluice test --rules rules --watch

            With --format other than human that report is on standard output, and nothing else is. Exits with 0 when every \
            test holds, 1 when one doesn't or --min-coverage isn't reached, 2 when a file can't be used, 3 when a report \
            can't be written.
            """)

    @Option(
        help: ArgumentHelp(
            "A rule file, or a folder in which every *.rules.yaml is read; may be given several times.",
            valueName: "path"))
    var rules: [String] = ["rules"]

    @Option(help: "How examples and streams are cut: none, quick (64 places) or all.")
    var split = SplitMode.all

    @Flag(help: "Run again whenever a file changes, until the command is interrupted.")
    var watch = false

    @Flag(help: "Say which rules, keywords, exceptions and kinds of text no test tries.")
    var coverage = false

    @Flag(help: "Say what was looked at of each case: a line with bytes by kind of text.")
    var receipts = false

    @Option(help: ArgumentHelp("The least coverage, in percent.", valueName: "percent"))
    var minCoverage: Int?

    @Option(help: "How the result is written: human, json, junit, tap, github or sarif.")
    var format = RuleTestFormat.human

    @Option(help: ArgumentHelp("Writes a report to a file as well.", valueName: "format=file"))
    var out: [FormatFile<RuleTestFormat>] = []

    @Argument(help: "Case files, and folders in which every *.case.yaml is read.")
    var cases: [String] = []

    func validate() throws {
        if let minCoverage, !(0...100).contains(minCoverage) {
            throw ValidationError("--min-coverage is a percentage from 0 to 100")
        }
    }

    func run() throws {
        if watch { try TestWatch(plan: plan).run(showAgain) }
        let run = TestRun(plan)
        try show(run)
        guard run.status == .fine else { throw run.status }
    }

    private func show(_ run: TestRun) throws(ExitStatus) {
        Output.standard.write(run.report(format, Style(for: .standard)))
        for file in out { try file.write(run.report(file.format, .plain)) }
    }

    /// A run that a change made necessary: on a terminal it takes the place of the one before.
    private func showAgain(_ run: TestRun, _ changed: [String]) throws(ExitStatus) {
        if format == .human {
            if Output.standard.isTerminal { Output.standard.write("\u{1B}[2J\u{1B}[3J\u{1B}[H") }
            if let first = changed.first {
                let rest = changed.count > 1 ? " and \(changed.count - 1) more" : ""
                Output.standard.line("changed: \(PlainLine.of(first))\(rest)")
            }
        }
        try show(run)
    }

    private var plan: TestPlan {
        var plan = TestPlan(rules: rules)
        plan.cases = cases
        plan.splits = split
        plan.hasCoverage = coverage || minCoverage != nil
        plan.minimumCoverage = minCoverage
        plan.hasReceipts = receipts
        return plan
    }
}
