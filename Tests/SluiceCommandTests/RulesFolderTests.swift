import SluiceRules
import Testing
import sluice

struct RulesFolderTests {
    private func find(_ files: [String]) -> String? {
        let files = RuleFiles.memory(Dictionary(uniqueKeysWithValues: files.map { ($0, []) }))
        return RulesFolder.find(files: files, executable: "/srv/sluice/.build/debug/sluice")
    }

    @Test func theWorkingDirectoryComesFirst() {
        #expect(find(["rules/a.rules.yaml", "/srv/sluice/rules/a.rules.yaml"]) == "rules")
    }

    @Test func thenTheNearestFolderAboveTheExecutable() {
        #expect(find(["/srv/sluice/rules/a.rules.yaml", "/srv/rules/a.rules.yaml"]) == "/srv/sluice/rules")
    }

    @Test func rulesMayStandInFoldersOfTheirOwn() {
        #expect(find(["rules/secrets/a.rules.yaml", "/srv/sluice/rules/a.rules.yaml"]) == "rules")
    }

    @Test func aFolderWithoutRuleFilesIsSomebodyElses() {
        #expect(find(["rules/readme.md", "rules/docs/rules.yaml"]) == nil)
    }
}
