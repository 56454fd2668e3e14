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

    @Option(help: "How the result is written: human, json, junit or tap.")
    var format = TestFormat.human

    @Option(help: ArgumentHelp("Writes a report to a file as well.", valueName: "format=file"))
    var out: [ReportFile] = []

    @Argument(
        help:
            "Recordings, cassettes (one exchange of several as FILE#2), and folders in which every *.rec.jsonl is read."
    )
    var recordings: [String]

    func run() throws {
        let session = ReplaySession(try options.load(options.rules), level: try options.levelIndex())
        let run = ReplayReport(
            session, try options.recordings(recordings), cuts: cuts, arguments: options.arguments)
        if let cut, run.isUncut {
            Output.error.line("sluice: no stream of these recordings can be cut at `\(cut)`")
            throw ExitStatus.badInput
        }
        Output.standard.write(run.report(format, Style(for: .standard)))
        for file in out { try file.write(run.report(file.format, .plain)) }
        guard run.failureCount == 0 else { throw ExitStatus.findings }
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
