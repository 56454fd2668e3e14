import Foundation
import SluiceRules
import Testing

struct ShippedRulesTests {
    private func check(_ path: String) throws -> (RuleSet, CheckReport) {
        let diagnostics = Diagnostics()
        let set = RuleSet.load([path], runExamples: false, diagnostics)
        let report = set.map { RuleCheck(set: $0).report(diagnostics) }
        #expect(diagnostics.all.isEmpty, Comment(rawValue: DiagnosticRenderer().render(diagnostics)))
        return (try #require(set), try #require(report))
    }

    @Test func everyShippedRuleIsProven() throws {
        let (set, report) = try check(RuleFixtures.package.appending(path: "rules").path)
        #expect(set.rules.count >= 15)
        #expect(report.splits > 2_000)
        for rule in set.rules {
            #expect(rule.examples.count { $0.isMatch } >= 3, "\(rule.id)")
            #expect(rule.examples.count { !$0.isMatch } >= 3, "\(rule.id)")
            #expect(rule.description != nil, "\(rule.id)")
        }
        let email = try #require(set.rules.first { $0.id == "personal.email" })
        #expect(email.state == .shadow)
    }

    @Test func theRuleInTheGuideIsProven() throws {
        let guide = try String(
            contentsOf: RuleFixtures.package.appending(path: "rules/README.md"), encoding: .utf8)
        let parts = guide.components(separatedBy: "```")
        let yaml = try #require(parts.first { $0.hasPrefix("yaml\n") }?.dropFirst("yaml\n".count))
        let set = try RuleFixtures.set(String(yaml), runExamples: false)
        let diagnostics = Diagnostics()
        RuleCheck(set: set).report(diagnostics)
        #expect(diagnostics.all.isEmpty, Comment(rawValue: DiagnosticRenderer().render(diagnostics)))
    }

    /// The rules that acceptance runs use, where that folder is there.
    @Test func theAcceptanceRulesDoWhatTheySay() throws {
        let shared =
            ProcessInfo.processInfo.environment["SLUICE_SHARED"].map(URL.init(fileURLWithPath:))
            ?? RuleFixtures.package.appending(path: "../shared")
        let file = shared.appending(path: "acceptance/rules/acceptance.rules.yaml").standardized.path
        guard FileManager.default.fileExists(atPath: file) else { return }
        let (set, _) = try check(file)
        #expect(set.rules.count == 4)
    }
}
