import ArgumentParser
import SluiceRecording
import SluiceRules

/// `sluice record scrub`: recordings without secrets.
struct ScrubCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scrub",
        abstract: "Replace secrets and personal data in recordings by decoys, in place.",
        discussion: """
            Takes *.rec.jsonl files and folders of them. A decoy has the length and the kinds of characters of what it \
            replaces, and check digits that are right. What is imported from other tools isn't scrubbed: do it before you share it. \
            A file whose header says that it was scrubbed is passed over, unless --again is given.

              sluice record scrub recordings/

            Exits with 0, 1 with --check when there was something to replace, 2 when a file is no recording, 3 when one \
            can't be read or written.
            """)

    @Option(
        help: ArgumentHelp("Rules of your own that find more; may be given several times.", valueName: "path")
    )
    var rules: [String] = []

    @Flag(help: "Write nothing, only say where something would be replaced.")
    var check = false

    @Flag(help: "Look at files that were scrubbed as well: decoys become other decoys.")
    var again = false

    @Argument(help: "Recordings, and folders in which every *.rec.jsonl is read.")
    var files: [String]

    func run() throws {
        let more =
            rules.isEmpty
            ? nil
            : ScrubRules(
                try ReplayOptions.orEnd { () throws(RulesFault) in
                    try TextRules.load(rules, files: .disk)
                })
        var scrubber = Scrubber(rules: more.map { [$0] } ?? [])
        var found = 0
        for path in try paths() {
            guard let bytes = RuleFiles.disk.read(path) else {
                throw Self.end(RuleFiles.disk.unreadable(path), .environment)
            }
            let scrubbed: Recording
            do {
                let recording = try Recording(file: path, bytes: bytes)
                guard again || recording.replaced == nil else { continue }
                scrubbed = try scrubber.scrub(recording)
            } catch let error as RecordingError {
                throw Self.end(error.description, .badInput)
            } catch {
                throw Self.end("`\(path)` has a secret where no decoy can stand; delete it", .badInput)
            }
            let count = scrubbed.replaced ?? 0
            found += count
            if count > 0 { Output.standard.line("\(path): \(Count.of(count, "secret"))") }
            guard check || PrivateFile.write(scrubbed.bytes, to: path) else {
                throw Self.end(FileText.unwritable(path), .environment)
            }
        }
        if check, found > 0 { throw ExitStatus.findings }
    }

    private func paths() throws(ExitStatus) -> [String] {
        let fault: RecordingFiles.Fault
        do {
            let paths = try RecordingFiles().paths(files)
            guard paths.isEmpty else { return paths }
            fault = .nothing(files)
        } catch {
            fault = error
        }
        Output.error.line(fault.line)
        throw fault.status
    }

    private static func end(_ reason: String, _ status: ExitStatus) -> ExitStatus {
        Output.error.line("sluice: \(reason)")
        return status
    }
}
