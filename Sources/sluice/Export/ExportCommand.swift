import ArgumentParser

/// `sluice export`: recordings in the forms of other tools.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write recordings in a form that other tools read.",
        subcommands: [ExportHARCommand.self])
}
