import ArgumentParser
import Glibc

/// The command: parses the command line, runs a subcommand and ends with one of the exit codes of ``ExitStatus``.
@main
struct SluiceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "A filtering proxy for LLM APIs.",
        discussion: """
            Exit codes: 0 fine, 1 findings, 2 bad input (usage, configuration, rules), 3 environment (a port, an \
            upstream, a disk), 4 a defect of Sluice.
            """,
        version: "0.1.0",
        subcommands: [ServeCommand.self, CheckCommand.self, DemoCommand.self])

    static func main() {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            end(with: error)
        }
    }

    /// Ends the process: with the status that a subcommand threw, or as ArgumentParser says, its usage errors being
    /// bad input.
    private static func end(with error: any Error) -> Never {
        if let status = error as? ExitStatus { exit(status.rawValue) }
        let code = exitCode(for: error)
        switch code {
        case .success:
            Output.standard.line(fullMessage(for: error))
            exit(ExitStatus.fine.rawValue)
        case .validationFailure:
            Output.error.line(fullMessage(for: error))
            exit(ExitStatus.badInput.rawValue)
        default:
            Output.error.line("sluice: internal error: \(error)")
            exit(ExitStatus.defect.rawValue)
        }
    }
}
