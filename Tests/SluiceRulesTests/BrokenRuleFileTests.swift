import Foundation
import SluiceRules
import Testing

/// Files named after their mistake, with the exact text that an author sees beside them.
///
/// `SLUICE_UPDATE_FIXTURES=1` writes the texts anew: read the difference before it is committed.
struct BrokenRuleFileTests {
    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
        .filter { $0.hasSuffix(".rules.yaml") }.map { String($0.dropLast(".rules.yaml".count)) }.sorted()
        ?? []
    static let folder = RuleFixtures.folder.appending(path: "Broken")

    @Test(arguments: names)
    func everyFaultIsShownAtItsPlace(name: String) throws {
        let diagnostics = Diagnostics()
        let set = RuleSet.load(
            ["Broken/\(name).rules.yaml"], files: try RuleFixtures.memory("Broken"), diagnostics)
        let text = DiagnosticRenderer().render(diagnostics)
        let expected = Self.folder.appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["SLUICE_UPDATE_FIXTURES"] != nil {
            try text.write(to: expected, atomically: true, encoding: .utf8)
        }
        #expect(text == (try? String(contentsOf: expected, encoding: .utf8)))
        #expect((set == nil) == !name.hasPrefix("warnings-"))
    }

    @Test func thereAreEnoughOfThem() {
        #expect(Self.names.count >= 55)
    }

    @Test func everyFileFaultIsReportedAtOnce() throws {
        let diagnostics = Diagnostics()
        let set = RuleSet.load(["Broken"], files: try RuleFixtures.memory("Broken"), diagnostics)
        #expect(set == nil)
        let codes = Set(diagnostics.all.map(\.code.rawValue))
        let all =
            (101...115).map { "SL\($0)" }.filter { $0 != "SL114" } + ["SL201", "SL203", "SL204", "SL205"]
        #expect(codes.isSuperset(of: all), "missing: \(Set(all).subtracting(codes).sorted())")
    }
}
