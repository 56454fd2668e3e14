import ArgumentParser

/// `sluice import`: word lists and recordings of other tools.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring in what other tools have written.",
        subcommands: [
            ImportRecordingsCommand.self, ImportArchiveCommand.self, ImportWordsCommand.self,
            ImportGitleaksCommand.self,
            ImportLiteLLMCommand.self, ImportModSecurityCommand.self,
        ])
}
