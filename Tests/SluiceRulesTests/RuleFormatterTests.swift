import Foundation
import SluiceRules
import Testing

struct RuleFormatterTests {
    private static func format(_ text: String) throws -> String {
        let diagnostics = Diagnostics()
        let bytes = try #require(
            RuleFormatter.format(path: "a.rules.yaml", bytes: Array(text.utf8), diagnostics))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let untidy = """
        # About the file.

        rules:
        # The first.
        - action: log   
          # What it looks for.
          match:
            keywords: [otter]   # and no seal
          examples: {
            match: [an otter],
            no_match: [a heron]
          }
          id: house.otters


        # The second.
        - id: house.seals
          match: { regex: |-
            seal } }
        version: 1

        """

    @Test func fieldsRulesAndLinesGetTheirForm() throws {
        let text = Self.untidy.replacing(
            "{ regex: |-\n    seal } }", with: "\n    regex: |-\n      seal\n       x")
        #expect(
            try Self.format(text) == """
                # About the file.

                version: 1
                rules:
                  # The first.
                  - id: house.otters
                    # What it looks for.
                    match:
                      keywords: [otter]   # and no seal
                    action: log
                    examples: {
                      match: [an otter],
                      no_match: [a heron]
                    }

                  # The second.
                  - id: house.seals
                    match:
                      regex: |-
                        seal
                         x

                """)
    }

    @Test(arguments: [
        "version: 1\nrules:\n  - id: a.b\n    description: 'one\n    match: two'\n    action: log\n",
        "version: 1\nrules: [{ action: log, id: a.b }]\n",
        "{ rules: [], version: 1 }\n",
        "version: 1\nrules:\n  - action: log\n    description: |\n      blanks at the end   \n    id: a.b\n",
        "version: 1\nrules: []\npack:\n  name: \"a\n\n    b\"\n",
        "version: 1\r\nrules:\r\n  - action: log\r\n    id: a.b",
    ])
    func theMeaningStays(text: String) throws {
        let formatted = try Self.format(text)
        #expect(Self.messages(formatted) == Self.messages(text))
        #expect(try Self.format(formatted) == formatted)
    }

    /// What loading complains about, without places: the same for files that mean the same.
    private static func messages(_ text: String) -> [String] {
        let diagnostics = Diagnostics()
        _ = RuleSet.load(["a.rules.yaml"], files: .memory(["a.rules.yaml": Array(text.utf8)]), diagnostics)
        return diagnostics.all.map(\.message).sorted()
    }

    static let shipped =
        (FileManager.default.enumerator(atPath: RuleFixtures.package.appending(path: "rules").path)?
        .compactMap { $0 as? String }.filter { $0.hasSuffix(".rules.yaml") } ?? []).sorted()

    @Test(arguments: shipped)
    func shippedRulesLoadTheSameBeforeAndAfter(name: String) throws {
        let path = RuleFixtures.package.appending(path: "rules/\(name)").path
        let bytes = try #require(RuleFiles.disk.read(path))
        let formatted = try #require(RuleFormatter.format(path: path, bytes: bytes, Diagnostics()))
        let before = Diagnostics()
        let after = Diagnostics()
        let disk = RuleFiles.disk
        let files = RuleFiles(
            kind: disk.kind, list: disk.list, read: { $0 == path ? formatted : disk.read($0) })
        let old = RuleSet.load([path], runExamples: false, before)
        let new = RuleSet.load([path], runExamples: false, files: files, after)
        #expect(old?.rules.map(\.id) == new?.rules.map(\.id) && new != nil)
        #expect(old?.rules.map(\.examples.count) == new?.rules.map(\.examples.count))
        #expect(before.all.map(\.message) == after.all.map(\.message))
        let comments: ([UInt8]) -> Int = { $0.count { $0 == UInt8(ascii: "#") } }
        #expect(comments(bytes) == comments(formatted))
        let again = RuleFormatter.format(path: path, bytes: formatted, Diagnostics())
        #expect(again == formatted)
    }

    @Test func aFileThatIsNoYAMLIsReported() {
        let diagnostics = Diagnostics()
        #expect(RuleFormatter.format(path: "a", bytes: Array("a: 'b".utf8), diagnostics) == nil)
        #expect(diagnostics.errorCount == 1)
    }
}
