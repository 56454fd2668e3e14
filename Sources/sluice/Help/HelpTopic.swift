import ArgumentParser
import SluiceRules

/// The texts of `sluice help`.
package enum HelpTopic {
    /// The help on a subject, given word by word; nil when there is none.
    ///
    /// - Parameter columns: The width of a command's help; nil: that of the terminal.
    package static func text(_ subject: [String], columns: Int? = nil) -> String? {
        guard let first = subject.first else { return SluiceCommand.helpMessage(columns: columns) + "\n" }
        if subject.count == 1 {
            if let code = DiagnosticCode(rawValue: first.uppercased()) { return code.guide.text(of: code) }
            if first == "codes" { return codes }
        }
        return command(subject).map { SluiceCommand.helpMessage(for: $0, columns: columns) + "\n" }
    }

    /// Every command, word by word, the whole of them first.
    package static var commands: [[String]] { commands(of: SluiceCommand.self, []) }

    /// What could have been meant.
    package static func hint(_ subject: [String]) -> String {
        let known =
            DiagnosticCode.allCases.map(\.rawValue) + ["codes"]
            + SluiceCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
        let nearest = subject.first.flatMap { Suggestion.nearest(to: $0, among: known) }
        return nearest.map { "did you mean `\($0)`?" } ?? "`sluice help codes` lists the codes of complaints"
    }

    private static var codes: String {
        DiagnosticCode.allCases.map { "\($0.rawValue)  \($0.guide.title)\n" }.joined()
    }

    private static func commands(of command: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
        [path]
            + command.configuration.subcommands.flatMap { subcommand in
                commands(of: subcommand, path + [subcommand.configuration.commandName].compactMap { $0 })
            }
    }

    private static func command(_ names: [String]) -> (any ParsableCommand.Type)? {
        var found: any ParsableCommand.Type = SluiceCommand.self
        for name in names {
            guard
                let next = found.configuration.subcommands.first(where: {
                    $0.configuration.commandName == name
                })
            else {
                return nil
            }
            found = next
        }
        return found
    }
}
