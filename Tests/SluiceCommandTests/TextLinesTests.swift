import Foundation
import Testing
import sluice

struct TextLinesTests {
    @Test(arguments: [
        ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\nb\n\nc", ["a", "b", "", "c"]), ("\r", ["\r"]),
        ("\n", [""]),
    ])
    func linesEndWithLineFeeds(_ text: String, _ lines: [String]) throws {
        #expect(try Self.lines(of: text) == lines)
    }

    @Test func longLinesComeWhole() throws {
        let long = String(repeating: "字", count: 100_000)
        #expect(try Self.lines(of: "\(long)\nx\n\(long)") == [long, "x", long])
    }

    @Test func aFileThatIsNotThereIsNamed() {
        #expect(throws: TextLinesFault.self) { _ = try TextLines("/nowhere/at/all") }
        #expect(
            TextLinesFault.unreadable("a.txt").line
                == "sluice: `a.txt` can't be read: No such file or directory")
    }

    private static func lines(of text: String) throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var reader = try TextLines(file.path)
        var lines: [String] = []
        while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
        return lines
    }
}
