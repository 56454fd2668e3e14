import ArgumentParser
import SluiceRules

/// Which rules recordings run under.
struct ReplayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A rule file, or a folder in which every *.rules.yaml is read; may be given several times.",
            valueName: "path"))
    var rules: [String] = ["rules"]

    @Option(
        help: ArgumentHelp(
            "The moderation level, whatever a recorded request asks for: low, medium or high.",
            valueName: "level"))
    var level = TextRules.levels.last ?? ""

    /// These options as they stand on a command line.
    var arguments: [String] { rules.flatMap { ["--rules", $0] } + ["--level", level] }

    /// Loads a rule set, or ends the command.
    func load(_ paths: [String]) throws(ExitStatus) -> RuleSet {
        try Self.orEnd { () throws(RulesFault) in try TextRules.load(paths, files: .disk) }
    }

    /// The index of the level.
    func levelIndex() throws(ExitStatus) -> Int {
        try Self.orEnd { () throws(RulesFault) in try TextRules.level(named: level) }
    }

    /// Reads recordings, or ends the command.
    func recordings(_ paths: [String]) throws(ExitStatus) -> [RecordingFiles.Item] {
        do {
            return try RecordingFiles().read(paths)
        } catch {
            Output.error.line(error.line)
            throw error.status
        }
    }

    /// What a closure makes of rules, or the command's end when they can't be had.
    static func orEnd<Value>(_ body: () throws(RulesFault) -> Value) throws(ExitStatus) -> Value {
        do {
            return try body()
        } catch {
            for line in error.lines(Style(for: .error)) { Output.error.line(line) }
            throw error.status
        }
    }
}
