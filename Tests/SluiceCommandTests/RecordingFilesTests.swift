import SluiceRecording
import SluiceRules
import Testing
import sluice

struct RecordingFilesTests {
    private static let cassette = """
        interactions:
        - request: { method: POST, uri: 'https://h/v1/messages', headers: {}, body: 'a' }
          response: { headers: {}, body: { string: one }, status: { code: 200 } }
        - request: { method: POST, uri: 'https://h/v1/messages', headers: {}, body: 'b' }
          response: { headers: {}, body: { string: two }, status: { code: 200 } }
        """
    private static let files = RuleFiles.memory([
        "recs/b.rec.jsonl": RecordedScenes.all[0].bytes, "recs/a/x.rec.jsonl": RecordedScenes.all[1].bytes,
        "recs/notes.txt": Array("no recording".utf8), "tape.yaml": Array(cassette.utf8),
        "bad.rec.jsonl": Array("{}".utf8), "empty/readme.md": [],
    ])

    private static func names(_ paths: String...) throws -> [String] {
        try RecordingFiles(files: files).read(paths).map(\.exchange.name)
    }

    @Test func foldersAreReadInOrderAndOnlyTheirRecordings() throws {
        #expect(try Self.names("recs") == ["recs/a/x.rec.jsonl", "recs/b.rec.jsonl"])
    }

    @Test func aCassetteIsAllOfItsExchangesOrTheOneThatIsNamed() throws {
        #expect(try Self.names("tape.yaml") == ["tape.yaml#1", "tape.yaml#2"])
        #expect(try Self.names("tape.yaml#2") == ["tape.yaml#2"])
    }

    @Test(arguments: [
        (
            "nowhere", sluice.ExitStatus.environment,
            "sluice: `nowhere` can't be read: No such file or directory"
        ),
        ("tape.yaml#3", .badInput, "sluice: tape.yaml has no exchange with the number 3"),
        ("bad.rec.jsonl", .badInput, "sluice: bad.rec.jsonl:1: this is no line of a recording"),
        (
            "empty", .badInput,
            "sluice: there is no recording in `empty`; recordings are files named *.rec.jsonl"
        ),
    ])
    func whatCannotBeUsedIsToldWithItsStatus(path: String, status: sluice.ExitStatus, line: String) {
        let fault = #expect(throws: RecordingFiles.Fault.self) { try Self.names(path) }
        #expect(fault?.status == status && fault?.line == line)
    }

    @Test(arguments: [
        ("cassettes/chat.yaml", "cassettes-chat", "chat.yaml"), ("/home/me/a b.yml", "me-a_b", "a b.yml"),
        ("机.yaml", "_", "机.yaml"), (".yaml", ".yaml", ".yaml"),
    ])
    func anImportedRecordingNamesItsFileAndNoMachine(path: String, name: String, origin: String) {
        #expect(RecordingName.of(path) == name && RecordingName.file(path) == origin)
    }

    @Test func noNameIsGivenTwice() {
        var names = RecordingNames()
        #expect(["a", "a", "b", "a_2", "a"].map { names.unused($0) } == ["a", "a_2", "b", "a_2_2", "a_3"])
    }
}
