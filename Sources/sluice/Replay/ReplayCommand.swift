import ArgumentParser
import SluiceRecording
import SluiceRules

extension FuzzCut: ExpressibleByArgument {}

/// `sluice replay`: recorded exchanges through a rule set, offline.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run recorded exchanges through the filters, offline, and say what becomes of them.",
        discussion: """
            Takes *.rec.jsonl files, folders of them, and VCR cassettes (*.yaml). No network, no clock: the same \
            recordings and rules give the same bytes for ever. With --split every stream is also cut in other ways, in its \
            bytes and in its texts, and all results must agree; what doesn't is a failure, shrunk to the fewest cuts and \
            printed as a command with --cut that tries only these.

              sluice replay --rules rules recordings/
              sluice replay --rules rules --split all --out junit=report.xml recordings/

            The forms junit, tap, github and sarif have what a split changed, which is what has to be mended; what the rules \
            do to each exchange is in human and json, and what a change of rules does in `sluice diff`.

            With --serve it acts as the provider instead: every request gets the answer that was recorded for its method, path \
            and body, or else for its method and path, in the pieces in which it came.

              sluice replay --serve 127.0.0.1:9090 --speed 1 recordings/

            Exits with 0 when all went well, whatever the rules did, 1 when a split changes a result, 2 when rules or \
            recordings can't be used, 3 when a file can't be read or written.
            """)

    @OptionGroup var options: ReplayOptions

    @Option(help: "How streams are cut beside the recorded way: none, quick (64 places) or all.")
    var split = SplitMode.none

    @Option(
        help: ArgumentHelp(
            """
            Tries one cut, as a failure names it: none, events, bytes:OFFSETS, text:EVENT:CODEPOINT, finest, coarsest \
            or runs:RUN=CODEPOINTS.
            """, valueName: "cut"))
    var cut: FuzzCut?

    @Option(help: "How the result is written: human, json, junit, tap, github or sarif.")
    var format = TestFormat.human

    @Flag(help: "Say what was looked at of each exchange: a line under it with bytes by kind of text.")
    var receipts = false

    @Option(help: ArgumentHelp("Writes a report to a file as well.", valueName: "format=file"))
    var out: [FormatFile<TestFormat>] = []

    @Option(
        help: ArgumentHelp("Serves the recorded answers at a port of this machine.", valueName: "address"))
    var serve: ServePort?

    @Option(
        help: ArgumentHelp(
            "How fast answers are served: 1 in the recorded times, 0 without waiting.", valueName: "factor"))
    var speed = 0.0

    @Argument(
        help:
            "Recordings, cassettes (one exchange of several as FILE#2), and folders in which every *.rec.jsonl is read."
    )
    var recordings: [String]

    func validate() throws {
        guard speed.isFinite, speed >= 0 else { throw ValidationError("--speed takes a number from 0 on") }
    }

    func run() throws {
        if let serve { return try answer(at: serve) }
        let session = ReplaySession(try options.load(options.rules), level: try options.levelIndex())
        let run = ReplayReport(
            session, try options.recordings(recordings), cuts: cuts, arguments: options.arguments)
        if let cut, run.isUncut {
            Output.error.line("sluice: no stream of these recordings can be cut at `\(cut)`")
            throw ExitStatus.badInput
        }
        try out.write(showing: format) { run.report($0, $1, hasReceipts: receipts) }
        guard run.failureCount == 0 else { throw ExitStatus.findings }
    }

    private func answer(at port: ServePort) throws(ExitStatus) {
        do {
            let answers = RecordedAnswers(try RecordingFiles().recordings(recordings))
            let server = try RecordedServer(answers, port: port.port, speed: speed)
            Output.standard.line(
                "serving \(Count.of(answers.count, "recorded answer")) at http://127.0.0.1:\(server.port)")
            server.run()
        } catch let fault as RecordingFiles.Fault {
            Output.error.line(fault.line)
            throw fault.status
        } catch {
            Output.error.line("sluice: can't listen at 127.0.0.1:\(port.port)")
            throw .environment
        }
    }

    private var cuts: ReplayCuts {
        if let cut { return .one(cut) }
        return switch split {
        case .none: .none
        case .quick: .plan(FuzzPlan(maximumCuts: 64, randomRuns: 4))
        case .all: .plan(FuzzPlan())
        }
    }
}
