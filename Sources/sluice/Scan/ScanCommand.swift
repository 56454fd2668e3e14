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
              tail -f app.log | sluice scan --rules rules --level low

            Hits behind a block are reported like any others. Exits with 0 whatever was hit, 2 when the rules can't be \
            used, 3 when a file can't be read.
            """)

    @OptionGroup var options: RulesOptions

    @Argument(help: "Files with one text on each line; standard input without any, or for `-`.")
    var files: [String] = []

    func run() throws {
        let scan = TextScan(try options.load())
        for file in files.isEmpty ? ["-"] : files {
            do {
                var lines = try TextLines(file)
                var out = ""
                while let line = try lines.next() {
                    out += scan.hits(in: LineText.bytes(of: line)).description + "\n"
                    guard !lines.hasMore || out.utf8.count > 1 << 16 else { continue }
                    Output.standard.write(out)
                    out = ""
                }
                Output.standard.write(out)
            } catch {
                Output.error.line(error.line)
                throw ExitStatus.environment
            }
        }
    }
}
