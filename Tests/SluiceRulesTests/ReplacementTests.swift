import SluiceRules
import Testing

struct ReplacementTests {
    private func replace(_ replacement: String, _ text: String) throws -> String {
        let set = try RuleFixtures.set(
            RuleFixtures.file(
                RuleFixtures.rule(
                    "test.a", "match: { keywords: [larkspur] }\naction: replace\nreplacement: \(replacement)")
            ))
        return String(decoding: set.rules[0].replacement(for: Array(text.utf8).span), as: UTF8.self)
    }

    @Test(arguments: [
        ("'[x]'", "[x]"), ("''", ""), ("'{first:2}'", "{first:2}"),
        ("{ template: '{first:3}****{last:4}' }", "138****8000"), ("{ template: '{len:*}' }", "***********"),
        ("{ template: '{{{rule}}}' }", "{test.a}"),
        ("{ template: '{first:1}{len:ab}' }", "1" + "ababababababababababab"),
    ])
    func templatesShowWhatTheySay(replacement: String, result: String) throws {
        #expect(try replace(replacement, "13800138000") == result)
    }

    @Test(arguments: [("12345678", "123****5678"), ("1234567", "****"), ("123", "****"), ("", "****")])
    func aMatchIsNeverShownWhole(text: String, result: String) throws {
        #expect(try replace("{ template: '{first:3}****{last:4}' }", text) == result)
    }

    @Test func partsAreCountedInCodePoints() throws {
        #expect(try replace("{ template: '{first:1}**{last:1}' }", "青鸢七号") == "青**号")
    }
}
