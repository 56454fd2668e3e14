import ArgumentParser
import SluiceRules

/// `sluice check`: loads rule files and proves their examples, whole and at every split.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Load rule files, prove their examples, whole and at every split, and say what the rules can cost.",
        discussion: """
            For every rule: whether its matches have a bound or a window cuts them, the most characters that a stream holds \
            because of it, what a text must hold before the rule costs anything, and the most expensive text of 64 KB that \
            was found for it. Such texts are made from the rule itself; a rule that one of them costs more than 5 ms of \
            processor time is warned about. With a corpus: the hits of each rule for each million characters, whatever its \
            state and at the highest level, and what that is below with 95 % confidence. In a debug build times mean little, and nothing is warned about.

            Exits with 0 when all is well, 1 when an example doesn't hold, 2 when a file can't be used, 3 when \
            a corpus can't be read or a report can't be written.
            """)

    @Argument(help: "Rule files, and folders in which every *.rules.yaml is read.")
    var paths: [String] = ["rules"]

    @Flag(help: "Don't look for expensive texts.")
    var noAdversary = false

    @Flag(
        help:
            "Try every expensive text with every rule, about 50 ms for each; without it a second is enough for all rules together, so a large set's are tried with some texts only."
    )
    var thorough = false

    @Flag(help: "Show every rule, however many there are; without it the 20 most expensive of more than 60.")
    var allRules = false

    @Option(
        help: ArgumentHelp(
            "Counts what the rules hit in texts that they should leave alone, one on each line or JSON lines with `text`.",
            valueName: "file"))
    var corpus: [String] = []

    @Option(help: "How the result is written: human, json, github or sarif.")
    var format = CheckFormat.human

    @Option(help: ArgumentHelp("Writes a report to a file as well.", valueName: "format=file"))
    var out: [FormatFile<CheckFormat>] = []

    func run() throws {
        var check = CheckRun(
            paths: paths, costSearch: noAdversary ? .none : thorough ? .thorough : .brief)
        do {
            try check.count(corpora: corpus)
        } catch {
            Output.error.line(error.line)
            throw ExitStatus.environment
        }
        try out.write(showing: format) { report(check, $0, $1) }
        guard check.status == .fine else { throw check.status }
    }

    private func report(_ check: CheckRun, _ format: CheckFormat, _ style: Style) -> String {
        switch format {
        case .human: check.text(style, showsAllRules: allRules)
        case .json: check.json.description + "\n"
        case .github: DiagnosticReport(check.diagnostics).github
        case .sarif: DiagnosticReport(check.diagnostics).sarif.description + "\n"
        }
    }
}
