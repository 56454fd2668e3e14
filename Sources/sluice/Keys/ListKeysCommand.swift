import ArgumentParser
import SluicePipeline

/// `sluice keys list`: who has keys.
struct ListKeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the clients and their keys by the names that `revoke` takes.")

    @OptionGroup var file: ClientsFileOption

    /// The last day of what ends at midnight, as `--expires` takes it, or the time.
    private static func text(of end: Moment) -> String {
        end.milliseconds.isMultiple(of: 86_400_000)
            ? Moment(milliseconds: end.milliseconds - 1).date : end.text
    }

    func run() throws {
        let now = Moment.now
        let clients = try ClientsFile(path: file.clients).read().clients
        for client in clients {
            let keys = client.terms.keys
            if keys.isEmpty { Output.standard.line("\(client.name)  no key") }
            for key in keys {
                var line = "\(client.name)  \(key.digest.shortName)"
                if let created = key.created { line += "  created \(created)" }
                if let expires = [key.expires, client.terms.expires].compactMap(\.self).min() {
                    line += expires <= now ? "  expired" : "  expires \(Self.text(of: expires))"
                }
                Output.standard.line(line)
            }
        }
    }
}
