import ArgumentParser

/// Which rules a command takes, and as what they see its texts.
struct RulesOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A rule file, or a folder in which every *.rules.yaml is read; may be given several times.",
            valueName: "path"))
    var rules: [String] = ["rules"]

    @Option(
        help: ArgumentHelp(
            "What kind of text it is, such as request.user; without it every rule looks at it.",
            valueName: "target"))
    var target: String?

    @Option(help: ArgumentHelp("The moderation level: low, medium or high.", valueName: "level"))
    var level = TextRules.levels.last ?? ""

    /// The rules, or the command's end when they can't be had.
    func load() throws(ExitStatus) -> TextRules {
        do {
            return try TextRules(rules, target: target, level: level)
        } catch {
            for line in error.lines(Style(for: .error)) { Output.error.line(line) }
            throw error.status
        }
    }
}
