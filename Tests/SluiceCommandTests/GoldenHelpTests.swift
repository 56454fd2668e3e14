import Foundation
import Testing
import sluice

/// What `--help` says, command by command: `SLUICE_UPDATE_FIXTURES=1` writes the texts anew.
struct GoldenHelpTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "Golden")

    @Test(arguments: HelpTopic.commands)
    func theHelpOfACommandIsAsItWasRead(command: [String]) throws {
        let text = try #require(HelpTopic.text(command, columns: 100))
        let file = Self.folder.appending(path: "help-\((["sluice"] + command).joined(separator: "-")).txt")
        if ProcessInfo.processInfo.environment["SLUICE_UPDATE_FIXTURES"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(text == (try? String(contentsOf: file, encoding: .utf8)))
    }

    @Test(
        arguments: HelpTopic.commands.filter {
            $0.count == 1 && !["demo", "serve", "import", "export", "keys"].contains($0[0])
        })
    func theHelpOfACommandSaysHowItEnds(command: [String]) throws {
        guard !["help", "schema"].contains(command[0]) else { return }
        #expect(try #require(HelpTopic.text(command)).contains("Exits with 0"))
    }
}
