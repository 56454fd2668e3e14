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
            processor time is warned about. In a debug build times mean little, and nothing is warned about.

            Exits with 0 when all is well, 1 when an example doesn't hold, 2 when a file can't be used.
            """)

    @Argument(help: "Rule files, and folders in which every *.rules.yaml is read.")
    var paths: [String] = ["rules"]

    @Flag(help: "Don't look for expensive texts.")
    var noAdversary = false

    @Flag(help: "Show every rule, however many there are; without it the 20 most expensive of more than 60.")
    var allRules = false

    @Option(help: "How the result is written: human or json.")
    var format = ReportFormat.human

    func run() throws {
        let check = CheckRun(paths: paths, hasAdversary: !noAdversary)
        switch format {
        case .human:
            Output.standard.write(check.text(Style(for: .standard), showsAllRules: allRules))
        case .json: Output.standard.line(check.json.description)
        }
        guard check.status == .fine else { throw check.status }
    }
}
