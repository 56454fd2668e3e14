import Foundation
import SluiceRules
import Testing

/// The files beside the tests, and rule files written in a test.
enum RuleFixtures {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "Fixtures")
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardized

    /// Every file of a folder of fixtures as a file in memory, so that diagnostics don't name this machine's paths.
    static func memory(_ name: String) throws -> RuleFiles {
        let base = folder.appending(path: name)
        var files: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: base.path) {
            guard let data = try? Data(contentsOf: base.appending(path: path)) else { continue }
            files["\(name)/\(path)"] = Array(data)
        }
        return .memory(files)
    }

    /// Loads one file's text; `lists` are word lists beside it.
    static func load(
        _ yaml: String, lists: [String: String] = [:], runExamples: Bool = true, _ diagnostics: Diagnostics
    ) -> RuleSet? {
        var files = ["test.rules.yaml": Array(yaml.utf8)]
        for (name, text) in lists { files[name] = Array(text.utf8) }
        return RuleSet.load(["test.rules.yaml"], runExamples: runExamples, files: .memory(files), diagnostics)
    }

    /// Loads a text that has to be free of errors.
    static func set(
        _ yaml: String, lists: [String: String] = [:], runExamples: Bool = false,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws -> RuleSet {
        let diagnostics = Diagnostics()
        let set = load(yaml, lists: lists, runExamples: runExamples, diagnostics)
        return try #require(
            set, Comment(rawValue: DiagnosticRenderer().render(diagnostics)), sourceLocation: sourceLocation)
    }

    /// One rule with the given lines, and examples for the keyword `larkspur`.
    static func rule(_ id: String, _ fields: String, examples: String = "match: [larkspur], no_match: [lark]")
        -> String
    {
        """
          - id: \(id)
        \(fields.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            examples: { \(examples) }

        """
    }

    /// A file of rules.
    static func file(_ rules: String...) -> String {
        "version: 1\nrules:\n" + rules.joined()
    }
}
