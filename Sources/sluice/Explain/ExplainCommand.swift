import ArgumentParser
import SluiceRules

/// `sluice explain`: why a text is hit by rules, or isn't.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Say which rules hit a text or an exchange and where, which nearly did and what kept them from it.",
        discussion: """
            Every rule is tried alone, whatever its state, level and targets, so that a rule in shadow or one of a higher \
            level says what it would have done. What a pattern found and a condition refused is shown with the condition: \
            a word's edge, a check, an exception. Offsets are code points, the end not included.

              sluice explain --rules rules --text 'card 4111 1111 1111 1111'
              sluice explain --file answer.txt --target response.text --level low

            An exception with `where` counts for some exchanges only; say what the text's is:

              sluice explain --rules rules --text 'badge-123456' --route /v1/ --model gpt-4o

            With an event, which a client's error carries, it says what the decision log knows of the exchange: how it \
            ended, which rules hit, and the line of each. The files that were put aside are searched as well. The text \
            itself is in no log.

              sluice explain 01JD8Q6M2T5N8WV --log decisions.jsonl

            With recordings it says the same of every text of each exchange, requests and answers, and how the exchange \
            would end. A streamed answer is read as the filters read it: all pieces of a text together. Every text has its \
            own target there, whatever a recorded request asks for --level counts, and the recording names route and model.

              sluice explain --rules rules recordings/refund.rec.jsonl

            Exits with 0 whatever was found, 1 when the log doesn't have the event, 2 when rules or recordings can't be \
            used, 3 when a file can't be read or written.
            """)

    @OptionGroup var options: RulesOptions

    @Argument(
        help:
            "The event of an exchange; or recordings, cassettes, and folders in which every *.rec.jsonl is read."
    )
    var subjects: [String] = []

    @Option(help: ArgumentHelp("The decision log that has the event.", valueName: "file"))
    var log = "decisions.jsonl"

    @Option(help: "The text.")
    var text: String?

    @Option(help: "A file with the text; `-` for standard input.")
    var file: String?

    @OptionGroup var origin: OriginOptions

    @Option(help: "How the result is written: human or json.")
    var format = ReportFormat.human

    @Option(help: ArgumentHelp("Writes a report to a file as well.", valueName: "format=file"))
    var out: [FormatFile<ReportFormat>] = []

    func validate() throws {
        guard [!subjects.isEmpty, text != nil, file != nil].count(where: \.self) == 1 else {
            throw ValidationError("give either an event, recordings, --text TEXT or --file FILE")
        }
        guard subjects.isEmpty || options.target == nil && origin.isEmpty else {
            throw ValidationError(
                "--target, --route, --client, --key-tag and --model are for a text: an event and a recording have their own"
            )
        }
    }

    func run() throws {
        if subjects.count == 1, Self.isEvent(subjects[0]) { return try explain(subjects[0]) }
        guard subjects.isEmpty else { return try explainRecordings() }
        let rules = try options.load()
        let report = ExplainReport(
            Explanation(
                of: try bytes(), by: rules.set, target: rules.target, level: rules.level,
                origin: origin.origin), rules)
        try write(report.text) { report.json.description }
    }

    /// Whether a word is an event's id: no file has that name, and no path looks like one.
    private static func isEvent(_ word: String) -> Bool {
        RuleFiles.disk.kind(word) == nil
            && word.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0"..."9" ~= $0)
            }
    }

    /// Says what the rules find in recordings.
    private func explainRecordings() throws(ExitStatus) {
        let items: [RecordingFiles.Item]
        do {
            items = try RecordingFiles().read(subjects)
        } catch {
            // Somebody may have meant a text.
            let isFile = if case .invalid = error { true } else { false }
            Output.error.line(error.line + (isFile ? "; --file explains a text" : ""))
            throw error.status
        }
        let report = RecordingsExplanation(items, by: try options.load())
        try write(report.text) { report.json.description }
    }

    /// Writes a report in every form that is asked for.
    private func write(_ text: (Style) -> String, _ json: () -> String) throws(ExitStatus) {
        try out.write(showing: format) { $0 == .human ? text($1) : json() + "\n" }
    }

    /// Says what the decision log knows of an exchange.
    private func explain(_ event: String) throws(ExitStatus) {
        let found: (line: DecisionLine, json: String)?
        do throws(DecisionFile.Unreadable) {
            found = try DecisionFile(path: log).line(of: event)
        } catch {
            Output.error.line(
                "sluice: \(RuleFiles.disk.unreadable(error.path)); --log names the decision log")
            throw .environment
        }
        guard let found else {
            Output.error.line(
                "sluice: \(log) and the files put aside beside it don't have that event; one that simply passed is logged with `receipts: true` only"
            )
            throw .findings
        }
        try write(found.line.text) { found.json }
    }

    private func bytes() throws(ExitStatus) -> [UInt8] {
        if let text { return Array(text.utf8) }
        let path = file ?? "-"
        guard let bytes = RuleFiles.disk.read(path == "-" ? "/dev/stdin" : path) else {
            Output.error.line(TextLinesFault.unreadable(path).line)
            throw .environment
        }
        return bytes
    }
}
