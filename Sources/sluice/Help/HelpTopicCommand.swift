import ArgumentParser
import SluiceRules

/// `sluice help`: what a command does, and what a complaint means.
struct HelpTopicCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "Say what a command does, or what a complaint such as SL203 means.",
        discussion: """
            Every complaint about a file has a code. With a code this says what it means, shows a file that makes it, and \
            says how to mend it.

              sluice help SL104
              sluice help import words
              sluice help codes
            """)

    @Argument(help: ArgumentHelp("A code, a command, or `codes` for all codes.", valueName: "subject"))
    var subject: [String] = []

    func run() throws {
        guard let text = HelpTopic.text(subject) else {
            Output.error.line(
                "sluice: no help for `\(subject.joined(separator: " "))`: \(HelpTopic.hint(subject))")
            throw ExitStatus.badInput
        }
        Output.standard.write(text)
    }
}
