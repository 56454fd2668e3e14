import ArgumentParser
import SluiceRecording
import SluiceRules

/// `sluice import har`: an HTTP archive becomes recordings.
struct ImportArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "har",
        abstract: "Make recordings of an HTTP archive (HAR 1.2), as browsers save them.",
        discussion: """
            Takes the exchanges that carry JSON or a stream of events and leaves all others out. An archive knows no pieces: \
            streams come event by event, unless `sluice export har` wrote it. Header values that could say who sent a message \
            are replaced; bodies are kept as they are: `sluice record scrub` takes secrets out of them.

              sluice import har page.har --out recordings

            Exits with 0, 2 when the file is no archive, 3 when one can't be read or written.
            """)

    @Argument(help: "The archive.")
    var file: String

    @Option(help: ArgumentHelp("The folder that the recordings go to.", valueName: "folder"))
    var out: String

    func run() throws {
        guard let bytes = RuleFiles.disk.read(file) else {
            Output.error.line(TextLinesFault.unreadable(file).line)
            throw ExitStatus.environment
        }
        let archive: HTTPArchive
        do {
            archive = try HTTPArchive(file: RecordingName.file(file), bytes: bytes)
        } catch {
            Output.error.line("sluice: \(error.description)")
            throw ExitStatus.badInput
        }
        guard FileText.makeFolder(out) else {
            Output.error.line("sluice: the folder `\(out)` can't be made")
            throw ExitStatus.environment
        }
        for var recording in archive.recordings {
            recording.id = "\(RecordingName.of(file))-\(recording.id)"
            let path = "\(out)/\(recording.id).rec.jsonl"
            guard FileText.write(recording.bytes, to: path) else {
                Output.error.line("sluice: " + FileText.unwritable(path))
                throw ExitStatus.environment
            }
        }
        let others = archive.leftOut > 0 ? ", \(Count.of(archive.leftOut, "other exchange")) left out" : ""
        Output.standard.line("\(Count.of(archive.recordings.count, "recording")) in \(out)\(others)")
    }
}
