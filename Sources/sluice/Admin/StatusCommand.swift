import ArgumentParser
import NIOHTTP1

/// `sluice status`: how a running proxy stands.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how a running proxy stands: rules in force, last reload, certificates, exchanges.",
        discussion: """
              sluice status --admin 127.0.0.1:8081
              sluice status --format json

            Exits with 0 when all is well, 1 when the proxy serves and something has to be looked after (a reload that \
            failed, a certificate that expires, a log that can't be written), 2 for a wrong command line, 3 when the admin \
            port doesn't answer.
            """)

    @OptionGroup var port: AdminOptions

    @Option(help: "How the result is written: human or json.")
    var format = ReportFormat.human

    func run() async throws {
        let answer = try await port.ask { client in
            let answer = try await client.ask(.GET, format == .human ? "/status?format=text" : "/status")
            guard answer.status == .ok else {
                throw client.failure("has no status: it is no admin port of Sluice")
            }
            return answer
        }
        Output.standard.write(String(decoding: answer.body, as: UTF8.self))
        if answer.fields.first(name: "x-sluice-troubles") != "0" { throw ExitStatus.findings }
    }
}
