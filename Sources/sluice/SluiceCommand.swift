import ArgumentParser
import Glibc

/// The command: parses the command line, runs a subcommand and ends with one of the exit codes of ``ExitStatus``.
@main
struct SluiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "A filtering proxy for LLM APIs.",
        discussion: """
            Exit codes: 0 fine, 1 findings, 2 bad input (usage, configuration, rules), 3 environment (a port, an \
            upstream, a disk), 4 a defect of Sluice.
            """,
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, CheckCommand.self, TestCommand.self, ExplainCommand.self, ScanCommand.self,
            RecordCommand.self, ReplayCommand.self, DiffCommand.self, ImportCommand.self, ExportCommand.self,
            FormatCommand.self, SchemaCommand.self, KeysCommand.self, StatusCommand.self, ReloadCommand.self,
            TapCommand.self,
            BenchCommand.self, DemoCommand.self,
            HelpTopicCommand.self,
        ])

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        Descriptor.openStandard()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            ExitStatus.reporting(error).end()
        }
    }
}
