import ArgumentParser
import SluiceRules

/// `sluice fmt`: brings rule files into one form.
struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Bring rule files into one form: order of fields, indentation, empty lines.",
        discussion: """
            Comments stay, each above the field that it stands above. What a file says is never changed: the result is read \
            again, and a file whose meaning could change is left as it is. Quotes and the insides of fields stay as they are.

              sluice fmt rules
              sluice fmt --check rules

            Says which files were changed. Exits with 0, with --check 1 when a file isn't in its form, 2 when a file is no \
            YAML, 3 when one can't be read or written.
            """)

    @Flag(help: "Change nothing; say which files aren't in their form.")
    var check = false

    @Argument(help: "Rule files, and folders in which every *.rules.yaml is read.")
    var paths: [String] = ["rules"]

    func run() throws {
        let diagnostics = Diagnostics()
        let run = FormatRun(paths, files: .disk, diagnostics)
        for diagnostic in diagnostics.sorted { Output.error.line(Style(for: .error).complaint(diagnostic)) }
        for file in run.changed {
            if check {
                Output.standard.line("not in its form: \(PlainLine.of(file.path))")
            } else if FileText.write(file.bytes, to: file.path) {
                Output.standard.line("formatted: \(PlainLine.of(file.path))")
            } else {
                Output.error.line("sluice: " + FileText.unwritable(file.path))
                throw ExitStatus.environment
            }
        }
        if diagnostics.hasErrors {
            throw diagnostics.all.contains { $0.code == .unreadable } ? ExitStatus.environment : .badInput
        }
        if check, !run.changed.isEmpty { throw ExitStatus.findings }
    }
}
