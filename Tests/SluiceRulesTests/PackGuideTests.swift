import Foundation
import SluiceRules
import Testing

/// The README of each shipped pack.
struct PackGuideTests {
    private static let folder = RuleFixtures.package.appending(path: "rules")
    private static let packs =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
        .filter { $0.allSatisfy(\.isLetter) }.sorted() ?? []

    private func guide(_ pack: String) throws -> String {
        try String(contentsOf: Self.folder.appending(path: "\(pack)/README.md"), encoding: .utf8)
    }

    @Test func everyRuleFileIsInAPack() throws {
        #expect(Self.packs.count >= 5)
        let loose = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
            .filter { $0.hasSuffix(".yaml") }
        #expect(loose.isEmpty)
    }

    @Test(arguments: packs)
    func aPackSaysWhatItIsForWhatItMissesAndWhatWasMeasured(pack: String) throws {
        let guide = try guide(pack)
        let headings = guide.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(
            headings == [
                "## What it misses", "## What it hits that it shouldn't", "## What it finds", "## The rules",
            ])
        let words = guide.replacing("\n", with: " ")
        #expect(words.contains("95 %") && words.contains("million characters"))
        let overview = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
        #expect(overview.contains("(\(pack)/README.md)"))
    }

    @Test(arguments: packs)
    func aPackNamesEveryRuleOfItAndNoOther(pack: String) throws {
        let diagnostics = Diagnostics()
        let set = try #require(
            RuleSet.load([Self.folder.appending(path: pack).path], runExamples: false, diagnostics))
        let rows = try guide(pack).split(separator: "\n").filter { $0.hasPrefix("| `") }
        let named = rows.compactMap { row in row.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(named.sorted() == set.rules.map(\.id))
        for rule in set.rules {
            let row = try #require(rows.first { $0.hasPrefix("| `\(rule.id)` ") })
            let does = row.split(separator: "|").last?.trimmingCharacters(in: .whitespaces) ?? ""
            #expect((does == rule.state.rawValue) == (rule.state != .enforce), "\(rule.id): \(does)")
        }
    }
}
