import ArgumentParser

/// `sluice scan`: texts in, hits out.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Search texts, one on each line, and say for each what the rules hit.",
        discussion: """
            For corpora, logs and pipes. A line that is a JSON object with a string `text` stands for that string; any \
            other line is a text as it is. For each there is one line on standard output: a JSON list, in the order of the \
            hits' places, of objects with `rule`, `start`, `end` (offsets in code points of the text, the end not \
            included) and `action`; a hit of a rule in shadow has `shadow`: true as well.

              sluice scan --rules rules answers.txt
              sluice scan --rules rules --format human answers.txt
              tail -f app.log | sluice scan --rules rules --level low

            Hits behind a block are reported like any others. Exits with 0 whatever was hit, 2 when the rules can't be \
            used, 3 when a file can't be read or written.
            """)

    @OptionGroup var options: RulesOptions

    @Option(help: "How hits are written: json, a line for each text, or human, the hits with what they hit.")
    var format = ReportFormat.json

    @Option(help: ArgumentHelp("Writes a report to a file as well.", valueName: "format=file"))
    var out: [FormatFile<ReportFormat>] = []

    @Argument(help: "Files with one text on each line; standard input without any, or for `-`.")
    var files: [String] = []

    func run() throws {
        let scan = TextScan(try options.load())
        var shown = ScanRun(scan, format, Style(for: .standard))
        var kept = out.map { (file: $0, run: ScanRun(scan, $0.format, .plain), text: "") }
        for file in files.isEmpty ? ["-"] : files {
            do {
                var lines = try TextLines(file)
                var number = 0
                var pending = ""
                while let line = try lines.next() {
                    number += 1
                    let text = LineText.bytes(of: line)
                    let place = "\(file):\(number)"
                    pending += shown.report(text, at: place)
                    for index in kept.indices { kept[index].text += kept[index].run.report(text, at: place) }
                    guard !lines.hasMore || pending.utf8.count > 1 << 16 else { continue }
                    Output.standard.write(pending)
                    pending = ""
                }
                Output.standard.write(pending)
            } catch {
                Output.error.line(error.line)
                throw ExitStatus.environment
            }
        }
        Output.standard.write(shown.end)
        for report in kept { try report.file.write(report.text + report.run.end) }
    }
}
