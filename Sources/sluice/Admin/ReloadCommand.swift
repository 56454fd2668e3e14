import ArgumentParser
import NIOHTTP1

/// `sluice reload`: a running proxy reads its files again.
struct ReloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Let a running proxy read its configuration, rules and clients again.",
        discussion: """
            Everything is read, compiled and proven before anything changes. What can't be used changes nothing: the \
            complaints are printed, and the old rules stay. Running streams end by the rules they began with. What only a \
            restart takes over is named.

              sluice reload --admin 127.0.0.1:8081

            Exits with 0 when what was read is in force, 1 when it can't be used, 2 for a wrong command line, 3 when the \
            admin port doesn't answer.
            """)

    @OptionGroup var port: AdminOptions

    @Option(help: "How the result is written: human or json.")
    var format = ReportFormat.human

    func run() async throws {
        let answer = try await port.ask { client in
            let answer = try await client.ask(
                .POST, format == .human ? "/reload?format=text" : "/reload", fields: ["x-sluice-reload": "1"])
            guard answer.status == .ok || answer.status == .unprocessableEntity else {
                throw client.failure("can't reload: it is no admin port of Sluice")
            }
            return answer
        }
        Output.standard.write(String(decoding: answer.body, as: UTF8.self))
        if answer.status != .ok { throw ExitStatus.findings }
    }
}
