import ArgumentParser
import SluiceRules

/// What imports of rules have in common.
struct ImportRulesOptions: ParsableArguments {
    @Argument(help: "The file.")
    var file: String

    @Option(help: ArgumentHelp("The beginning of the rules' ids.", valueName: "name"))
    var id: String

    @Option(help: ArgumentHelp("The folder of the rules.", valueName: "folder"))
    var out: String

    @Flag(help: "Write over files that are there already.")
    var force = false

    func validate() throws {
        guard Rule.isID(id + ".a") else {
            throw ValidationError("`\(id)` is not the beginning of a rule's id: lower case, such as `house`")
        }
    }

    func read() throws(ExitStatus) -> [UInt8] {
        guard let bytes = RuleFiles.disk.read(file) else {
            throw end(RuleFiles.disk.unreadable(file), .environment)
        }
        return bytes
    }

    /// The file's name, for the rules' metadata: no path of this machine.
    var origin: String { file.split(separator: "/").last.map(String.init) ?? file }

    /// Writes the rules and says what was done.
    func write(_ rules: ImportedRules) throws(ExitStatus) {
        let path = "\(out)/\(id.replacing(".", with: "-")).rules.yaml"
        guard !rules.rules.isEmpty else {
            Output.error.write(rules.report(path: path))
            throw end("`\(file)` has no rule that could be imported", .badInput)
        }
        guard FileText.makeFolder(out) else { throw end("the folder `\(out)` can't be made", .environment) }
        guard force || RuleFiles.disk.kind(path) == nil else {
            throw end("`\(path)` is there already; --force writes over it", .environment)
        }
        guard FileText.write(Array(rules.file.utf8), to: path) else {
            throw end(FileText.unwritable(path), .environment)
        }
        Output.standard.write(rules.report(path: path))
    }

    func end(_ message: String, _ status: ExitStatus) -> ExitStatus {
        Output.error.line("sluice: \(message)")
        return status
    }
}
