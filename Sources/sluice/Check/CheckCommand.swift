import ArgumentParser
import SluiceRules

/// `sluice check`: loads rule files and proves their examples, whole and at every split.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Load rule files and prove their examples, whole and at every split.",
        discussion:
            "Exits with 0 when all is well, 1 when an example doesn't hold, 2 when a file can't be used.")

    @Argument(help: "Rule files, and folders in which every *.rules.yaml is read.")
    var paths: [String] = ["rules"]

    @Option(help: "How the result is written: human or json.")
    var format = ReportFormat.human

    func run() throws {
        let check = CheckRun(paths: paths)
        switch format {
        case .human: Output.standard.write(check.text(Style(for: .standard)))
        case .json: Output.standard.line(check.json.description)
        }
        guard check.status == .fine else { throw check.status }
    }
}
