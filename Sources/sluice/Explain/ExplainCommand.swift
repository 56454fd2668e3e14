import ArgumentParser
import SluiceRules

/// `sluice explain`: why a text is hit by rules, or isn't.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say which rules hit a text and where, which nearly did and what kept them from it.",
        discussion: """
            Every rule is tried alone, whatever its state, level and targets, so that a rule in shadow or one of a higher \
            level says what it would have done. What a pattern found and a condition refused is shown with the condition: \
            a word's edge, a check, an exception. Offsets are code points, the end not included.

              sluice explain --rules rules --text 'card 4111 1111 1111 1111'
              sluice explain --file answer.txt --target response.text --level low

            Exits with 0 whatever was found, 2 when the rules can't be used, 3 when the file can't be read.
            """)

    @OptionGroup var options: RulesOptions

    @Option(help: "The text.")
    var text: String?

    @Option(help: "A file with the text; `-` for standard input.")
    var file: String?

    @Option(help: "How the result is written: human or json.")
    var format = ReportFormat.human

    func validate() throws {
        guard (text == nil) != (file == nil) else {
            throw ValidationError("give either --text TEXT or --file FILE")
        }
    }

    func run() throws {
        let rules = try options.load()
        let report = ExplainReport(
            Explanation(of: try bytes(), by: rules.set, target: rules.target, level: rules.level), rules)
        switch format {
        case .human: Output.standard.write(report.text(Style(for: .standard)))
        case .json: Output.standard.line(report.json.description)
        }
    }

    private func bytes() throws(ExitStatus) -> [UInt8] {
        if let text { return Array(text.utf8) }
        let path = file ?? "-"
        guard let bytes = RuleFiles.disk.read(path == "-" ? "/dev/stdin" : path) else {
            Output.error.line(TextLinesFault.unreadable(path).line)
            throw .environment
        }
        return bytes
    }
}
