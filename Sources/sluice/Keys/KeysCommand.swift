import ArgumentParser

/// `sluice keys`: the keys of a team's clients.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make, list and revoke the keys of a team's clients.",
        discussion: """
            The clients' file holds the SHA-256 of each key and what its client may; the keys themselves are kept \
            nowhere. A running proxy reads the file again on a reload, and by itself where `rules` says `watch: true`.
            """,
        subcommands: [NewKeyCommand.self, ListKeysCommand.self, RevokeKeyCommand.self])
}
