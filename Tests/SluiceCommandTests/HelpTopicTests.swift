import SluiceRules
import Testing
import sluice

struct HelpTopicTests {
    @Test func aCodeIsExplained() throws {
        let text = try #require(HelpTopic.text(["sl203"]))
        #expect(text.hasPrefix("SL203: a quantifier that is never closed\n\n"))
        #expect(text.contains("\n    version: 1\n") && text.contains("Close it: {4}."))
    }

    @Test func allCodesAreListed() {
        let lines = HelpTopic.text(["codes"])?.split(separator: "\n")
        #expect(lines?.count == DiagnosticCode.allCases.count)
        #expect(lines?.first == "SL101  the file is no YAML that Sluice reads")
    }

    @Test func aCommandHasItsOwnHelp() {
        #expect(HelpTopic.text(["import", "words"])?.contains("USAGE: sluice import words") == true)
        #expect(HelpTopic.text([])?.contains("USAGE: sluice <subcommand>") == true)
    }

    @Test func whatIsUnknownGetsTheNearest() {
        #expect(HelpTopic.text(["SL999"]) == nil && HelpTopic.text(["chekc"]) == nil)
        #expect(HelpTopic.hint(["chekc"]) == "did you mean `check`?")
        #expect(HelpTopic.hint(["what"]) == "`sluice help codes` lists the codes of complaints")
    }
}
