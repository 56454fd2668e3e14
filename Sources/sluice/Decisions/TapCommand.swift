import ArgumentParser
import Glibc
import NIOCore
import NIOHTTP1
import SluiceRules

/// `sluice tap`: decisions of a running proxy as they are made.
struct TapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tap",
        abstract: "Show the decisions of a running proxy as they are made.",
        discussion: """
            A line for each exchange that ends: when, its event, how it ended, the route, the API, the client, how long it \
            took, and the rules that hit. No text is shown, and no stream waits: who reads too slowly misses lines.

              sluice tap --outcome blocked --outcome modified
              sluice tap --rule 'secrets.*' --format json --count 10

            Ends after --count lines, or with the proxy. Exits with 0, 2 for a wrong command line, 3 when the admin port \
            doesn't answer.
            """)

    @OptionGroup var port: AdminOptions

    @Option(
        help: ArgumentHelp(
            "Only exchanges that ended so: passed, modified, blocked, cut, refused, upstream_failed, client_closed, shutting_down.",
            valueName: "outcome"))
    var outcome: [String] = []

    @Option(help: ArgumentHelp("Only exchanges that a rule of such an id hit; `*` allowed.", valueName: "id"))
    var rule: String?

    @Option(help: ArgumentHelp("Only exchanges of this client.", valueName: "name"))
    var client: String?

    @Option(help: ArgumentHelp("Only exchanges of this route.", valueName: "path"))
    var route: String?

    @Option(help: ArgumentHelp("End after so many lines.", valueName: "n"))
    var count: Int?

    @Option(help: "How lines are written: human or json.")
    var format = ReportFormat.human

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count takes a number from 1 on") }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_DFL)
        let style = Style(for: .standard)
        var pending: [UInt8] = []
        var left = count ?? .max
        do {
            try await port.ask { client in
                let status = try await client.stream(.GET, "/decisions") { bytes throws(ExitStatus) in
                    pending += bytes
                    while let end = pending.firstIndex(of: 0x0A) {
                        let json = pending[..<end]
                        if let line = DecisionLine(json), isWanted(line) {
                            Output.standard.line(
                                format == .json ? String(decoding: json, as: UTF8.self) : line.line(style))
                            left -= 1
                            guard left > 0 else { throw .fine }
                        }
                        pending.removeSubrange(...end)
                    }
                }
                guard status == .ok else { throw client.failure("shows no decisions now") }
            }
        } catch ExitStatus.fine {
            return
        }
    }

    private func isWanted(_ line: DecisionLine) -> Bool {
        if !outcome.isEmpty, !outcome.contains(line.outcome) { return false }
        if let client, line.client != client { return false }
        if let route, line.route != route { return false }
        guard let rule else { return true }
        return line.hits?.contains { Glob.matches(rule, $0.rule) } ?? false
    }
}
