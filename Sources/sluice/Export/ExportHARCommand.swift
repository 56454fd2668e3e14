import ArgumentParser
import SluiceRecording
import SluiceRules

/// `sluice export har`: recordings become an HTTP archive.
struct ExportHARCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "har",
        abstract: "Write recordings as an HTTP archive (HAR 1.2).",
        discussion: """
            The pieces in which an answer came, and their times, are kept as `_sluice_chunks`, which `sluice import har` reads.

              sluice export har recordings/ > recordings.har

            Exits with 0, 2 when a file is no recording, 3 when one can't be read or written.
            """)

    @Option(help: ArgumentHelp("A file to write to, in place of the standard output.", valueName: "file"))
    var out: String?

    @Argument(help: "Recordings, and folders in which every *.rec.jsonl is read.")
    var recordings: [String]

    func run() throws {
        let text: String
        do {
            text = HARFile.text(try RecordingFiles().recordings(recordings))
        } catch {
            Output.error.line(error.line)
            throw error.status
        }
        guard let out else { return Output.standard.write(text) }
        guard FileText.write(Array(text.utf8), to: out) else {
            Output.error.line("sluice: `\(out)` can't be written")
            throw ExitStatus.environment
        }
    }
}
