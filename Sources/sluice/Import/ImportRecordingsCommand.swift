import ArgumentParser
import SluiceRecording
import SluiceRules

/// `sluice import vcr`: cassettes become recordings.
struct ImportRecordingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vcr",
        abstract: "Make recordings of the cassettes of VCR libraries (Python's and Ruby's YAML).",
        discussion: """
            Writes one *.rec.jsonl for each exchange. A cassette knows no times and no pieces: streams come event by event. \
            Header values that could say who sent a message are replaced; bodies are kept as they are.

              sluice import vcr cassettes/chat.yaml --out recordings

            Exits with 0, 2 when a file is no cassette, 3 when one can't be read or written.
            """)

    @Argument(help: "Cassettes.")
    var files: [String]

    @Option(help: ArgumentHelp("The folder that the recordings go to.", valueName: "folder"))
    var out: String

    func run() throws {
        guard FileText.makeFolder(out) else {
            Output.error.line("sluice: the folder `\(out)` can't be made")
            throw ExitStatus.environment
        }
        var count = 0
        var names = RecordingNames()
        for file in files {
            for var recording in try recordings(of: file) {
                let name = names.unused(recording.id)
                recording.id = name
                let path = "\(out)/\(name).rec.jsonl"
                guard FileText.write(recording.bytes, to: path) else {
                    Output.error.line("sluice: " + FileText.unwritable(path))
                    throw ExitStatus.environment
                }
                count += 1
            }
        }
        Output.standard.line("\(Count.of(count, "recording")) in \(out)")
    }

    /// The exchanges of a cassette under names that no other file of the same folder has.
    private func recordings(of file: String) throws(ExitStatus) -> [Recording] {
        guard let bytes = RuleFiles.disk.read(file) else {
            Output.error.line(TextLinesFault.unreadable(file).line)
            throw .environment
        }
        do {
            let exchanges = try Cassette.read(file: file, bytes: bytes)
            let base = RecordingName.of(file)
            return exchanges.enumerated().map { index, exchange in
                let name = exchanges.count == 1 ? base : "\(base)-\(index + 1)"
                var recording = Recording(exchange, origin: RecordingName.file(file))
                recording.id = name
                return recording
            }
        } catch {
            Output.error.line("sluice: \(error.description)")
            throw .badInput
        }
    }
}
