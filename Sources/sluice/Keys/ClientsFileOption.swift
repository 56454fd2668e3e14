import ArgumentParser

/// Which clients' file a subcommand is about.
struct ClientsFileOption: ParsableArguments {
    @Option(help: ArgumentHelp("The clients' file.", valueName: "file"))
    var clients = "clients.yaml"
}
