import ArgumentParser
import Glibc
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

            With --update a case's `outcome`, `hits`, `text.contains` and `finish` are rewritten where they don't hold, and an \
            empty `expect: {}` is filled in. What a case forbids, `no_hits` and `text.lacks`, stays. Comments and order stay \
            as they are. Look at the difference before it is committed: an update makes every answer the right one.

              sluice test --rules rules cases --update

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

    @Flag(help: "Write what happens into the cases that expect something else, and say what was changed.")
    var update = false

    @Flag(help: "Let --update write also where CI is set.")
    var updateInCI = false

    @Flag(help: "Say which rules, keywords, exceptions and kinds of text no test tries.")
    var coverage = false

    @Flag(help: "Say what was looked at of each case: a line with bytes by kind of text.")
    var receipts = false

    @Option(help: ArgumentHelp("The least coverage, in percent.", valueName: "percent"))
    var minCoverage: Int?

    @Option(help: "How the result is written: human, json, junit, tap, github or sarif.")
    var format = TestFormat.human

    @Option(help: ArgumentHelp("Writes a report to a file as well.", valueName: "format=file"))
    var out: [FormatFile<TestFormat>] = []

    @Argument(help: "Case files, and folders in which every *.case.yaml is read.")
    var cases: [String] = []

    func validate() throws {
        if let minCoverage, !(0...100).contains(minCoverage) {
            throw ValidationError("--min-coverage is a percentage from 0 to 100")
        }
        guard update else { return }
        if watch { throw ValidationError("--update runs once: leave --watch out") }
        if !updateInCI, Self.isInCI {
            throw ValidationError(
                "--update would make every answer the right one, and CI is set: give --update-in-ci if that is meant"
            )
        }
    }

    func run() throws {
        if update { try updateCases() }
        if watch { try TestWatch(plan: plan).run(showAgain) }
        let run = TestRun(plan)
        try show(run)
        guard run.status == .fine else { throw run.status }
    }

    private static var isInCI: Bool {
        let value = getenv("CI").map { String(cString: $0) } ?? ""
        return !["", "0", "false"].contains(value.lowercased())
    }

    /// Says what it changes, on standard error where a program reads the report.
    private func updateCases() throws(ExitStatus) {
        let update = CaseUpdate(plan, write: FileText.write)
        let output = format == .human ? Output.standard : Output.error
        for change in update.changes { output.line(change.line) }
        for path in update.unwritable {
            Output.error.line("sluice: `\(PlainLine.of(path))` can't be written")
        }
        if !update.unwritable.isEmpty { throw .environment }
        let files = Set(update.changes.map(\.location.file)).count
        output.line(
            update.changes.isEmpty
                ? "no case expects something else"
                : "\(Count.of(update.changes.count, "expectation")) of \(Count.of(files, "file")) updated")
    }

    private func show(_ run: TestRun) throws(ExitStatus) {
        try out.write(showing: format) { run.report($0, $1) }
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
