import ArgumentParser
import SluicePipeline

/// `sluice keys revoke`: takes keys of a client away.
struct RevokeKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take a client's keys away, all of them or one.",
        discussion: "The client's other terms stay in the file.")

    @Argument(help: "The client's name.")
    var name: String

    @OptionGroup var file: ClientsFileOption

    @Option(help: "One key alone, by its name in `sluice keys list`.")
    var key: String?

    func run() throws {
        var count = 0
        try ClientsFile(path: file.clients).edit { text throws(ClientsText.Fault) in
            count = try text.revoke(of: name, key: key)
        }
        Output.error.line(
            "\(Count.of(count, "key")) of \(name) revoked; a running proxy learns of it with `sluice reload`, or by itself where it watches"
        )
    }
}
