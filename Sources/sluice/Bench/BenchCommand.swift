import ArgumentParser
import SluiceRules
import SluiceWire

/// `sluice bench`: what a rule set costs on a text, whole and in pieces.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure what rules cost on a text, whole and in pieces as a stream brings them.",
        discussion: """
            Give it a text of the kind that your users and models write: rules cost what the text makes them cost. All \
            times are processor time of one thread. A figure is the median of the rounds, with the least and the \
            greatest beside it; what is held is what a stream keeps back behind each piece because a rule could still \
            match.

            With --per-rule every rule is measured alone as well, the dearest first. The sum of the rules is more than the \
            set costs: the set walks over the text once, each rule alone does it again.

              sluice bench --rules rules --text answers.txt
              sluice bench --rules rules/house.rules.yaml --text answers.txt --per-rule

            Rules act as they would at the level: those in shadow are measured too, but hold nothing. Examples are not \
            run; that is what check does. Exits with 0, 2 when the rules or the text can't be used, 3 when the text \
            can't be read or a report can't be written.
            """)

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Rule files, and folders in which every *.rules.yaml is read.", valueName: "path"))
    var rules: [String] = ["rules"]

    @Option(help: ArgumentHelp("The text, UTF-8; some megabytes of prose are best.", valueName: "file"))
    var text: String

    @Option(
        help: ArgumentHelp(
            "What kind of text it is, such as request.user; its rules are measured.", valueName: "target"))
    var target = Target.responseText.rawValue

    @Option(help: ArgumentHelp("The moderation level: low, medium or high.", valueName: "level"))
    var level = TextRules.levels.last ?? ""

    @Option(help: ArgumentHelp("The bytes of a piece.", valueName: "bytes"))
    var pieces = 4

    @Option(
        help: ArgumentHelp(
            "The bytes after which a stream ends and the next begins; 0: the text is one stream.",
            valueName: "bytes"))
    var stream = 4096

    @Option(help: ArgumentHelp("How often everything is measured.", valueName: "n"))
    var rounds = 5

    @Flag(help: "Measure every rule alone, too.")
    var perRule = false

    @Option(
        help: ArgumentHelp(
            "About how much processor time to spend; less of the text is scanned where it would take more.",
            valueName: "seconds"))
    var secondsLimit = 30

    @Option(help: "How the result is written: human or json.")
    var format = ReportFormat.human

    @Option(help: ArgumentHelp("Writes a report to a file as well.", valueName: "format=file"))
    var out: [FormatFile<ReportFormat>] = []

    func validate() throws {
        try Self.check("--pieces", pieces, in: 1...(1 << 20))
        try Self.check("--stream", stream, in: 0...(1 << 30))
        try Self.check("--rounds", rounds, in: 1...1000)
        try Self.check("--seconds-limit", secondsLimit, in: 1...86_400)
    }

    func run() throws {
        let plan = BenchPlan(
            pieceLength: pieces, streamLength: stream, rounds: rounds, perRule: perRule, seconds: secondsLimit
        )
        let report = BenchRun(input: try input(), plan: plan).report()
        try out.write(showing: format) { $0 == .human ? report.text($1) : report.json.description + "\n" }
    }

    private func input() throws(ExitStatus) -> BenchInput {
        do {
            return try BenchInput(rules: rules, text: text, target: target, level: level)
        } catch {
            for line in error.lines(Style(for: .error)) { Output.error.line(line) }
            throw error.status
        }
    }

    private static func check(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws {
        guard !range.contains(value) else { return }
        throw ValidationError("\(name) takes a number from \(range.lowerBound) to \(range.upperBound)")
    }
}
