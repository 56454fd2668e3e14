import ArgumentParser
import NIOCore
import NIOHTTP1
import SluiceRecording

/// `sluice record`: exchanges of a running proxy become recordings.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record exchanges of a running proxy, scrubbed, through its admin port.",
        discussion: """
            Writes one *.rec.jsonl for each exchange that is forwarded from now on. Secrets and personal data are replaced \
            by decoys before anything leaves the proxy, and header values by marks, but for a list of harmless ones. No \
            stream is delayed: where recording can't keep up, exchanges are left out and counted.

              sluice record --admin 127.0.0.1:8081 --out recordings --count 10
              sluice record --admin 127.0.0.1:8081 --out recordings --for 10m

            Which exchanges are wanted can be said, by globs where something has a name; of one option's values any has to fit, \
            and of different options each:

              sluice record --out recordings --count 50 --route /v1/ --model 'gpt-4o*' --hits-only
              sluice record --out recordings --for 1h --outcome blocked --outcome cut --rule 'injection.*'

            Ends after --count recordings or --for a time, whichever is first; one of them has to be given. Exits with 0, 2 \
            for a wrong command line, 3 when the admin port doesn't answer or a file can't be written.
            """,
        subcommands: [ScrubCommand.self])

    @OptionGroup var port: AdminOptions

    @Option(help: ArgumentHelp("The folder that the recordings go to.", valueName: "folder"))
    var out: String?

    @Option(help: ArgumentHelp("End after so many recordings.", valueName: "n"))
    var count: Int?

    @Option(
        name: .customLong("for"), help: ArgumentHelp("End after this time: 30s, 10m, 2h.", valueName: "time"))
    var duration: RecordingTime?

    @OptionGroup(title: "Which exchanges") var wanted: RecordingConditions

    func run() async throws {
        guard let out else { throw ValidationError("--out is needed") }
        guard count != nil || duration != nil else {
            throw ValidationError("recording needs an end: give --count or --for")
        }
        if let count, !(1...100_000).contains(count) { throw ValidationError("--count takes 1 to 100000") }
        guard FileText.makeFolder(out) else { throw Self.end("the folder `\(out)` can't be made") }
        var written = 0
        let line = WaitingLine()
        func say() { line.show(Self.waiting(at: port.admin, written, of: count, for: duration)) }
        var recordings = RecordingSplitter()
        func keep(_ bytes: [UInt8]) throws(ExitStatus) {
            guard let id = (try? Recording(file: "", bytes: bytes))?.id else { return }
            let path = "\(out)/\(RecordingName.of(id)).rec.jsonl"
            guard PrivateFile.write(bytes, to: path) else {
                line.finish()
                throw Self.end("`\(path)` can't be written")
            }
            written += 1
            say()
        }
        let target =
            "/record?count=\(count ?? 100_000)&seconds=\(duration?.seconds ?? 86_400)" + wanted.query
        try await port.ask { client in
            say()
            defer { line.finish() }
            let status = try await client.stream(.POST, target, fields: ["x-sluice-record": "1"]) {
                bytes throws(ExitStatus) in
                for recording in recordings.take(Array(bytes)) { try keep(recording) }
            }
            guard status == .ok else { throw client.failure("doesn't record") }
            if let last = recordings.finish() { try keep(last) }
        }
        Output.standard.line("\(Count.of(written, "recording")) in \(out)")
    }

    /// What a person at a terminal reads while nothing happens.
    static func waiting(
        at admin: String, _ written: Int, of count: Int?, for duration: RecordingTime?
    ) -> String {
        let limit = count.map { " of \(Count.grouped($0))" } ?? ""
        let time = duration.map { ", for \(Count.of($0.seconds, "second")) at most" } ?? ""
        return
            "waiting for exchanges that \(admin) forwards: \(Count.grouped(written))\(limit) recorded\(time)"
    }

    private static func end(_ reason: String) -> ExitStatus {
        Output.error.line("sluice: \(reason)")
        return .environment
    }
}
