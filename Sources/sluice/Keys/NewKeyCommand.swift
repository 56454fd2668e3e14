import ArgumentParser
import SluicePipeline

/// `sluice keys new`: makes a key, shows it once and keeps its hash.
struct NewKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make a key for a client, and the client if it is new.",
        discussion: "The key goes to the standard output, once; everything else to the standard error.")

    @Argument(help: "The client's name.")
    var name: String

    @OptionGroup var file: ClientsFileOption

    @Option(help: "The last day on which the key is taken, such as 2026-12-31.")
    var expires: String?

    func validate() throws {
        guard ClientReader.isName(name) else {
            throw ValidationError("a client's name has up to 64 letters, digits and . _ - @")
        }
        guard let expires else { return }
        guard let end = Moment(expires) else {
            throw ValidationError("--expires takes a date such as 2026-12-31")
        }
        if end <= .now { throw ValidationError("--expires is over already: name a day that is to come") }
    }

    func run() throws {
        var generator = SystemRandomNumberGenerator()
        let key = ClientKey(using: &generator)
        try ClientsFile(path: file.clients).edit { text throws(ClientsText.Fault) in
            try text.add(key.digest, to: name, created: Moment.now.date, expires: expires)
        }
        Output.standard.line(key.text)
        Output.error.line(
            "key \(key.digest.shortName) of \(name): shown this once, only its hash is in \(file.clients); a running proxy takes it with `sluice reload`, or by itself where it watches"
        )
    }
}
