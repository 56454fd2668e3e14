import SluiceRules
import Testing
import sluice

struct CorpusCountTests {
    private func count(_ texts: [String]) throws -> CorpusCount {
        let rules = """
            version: 1
            rules:
              - id: birds.heron
                state: shadow
                level: high
                match: { keywords: [heron] }
                action: block
                examples: { match: [a heron], no_match: [a tern] }
              - id: birds.tern
                match: { keywords: [tern] }
                action: log
                examples: { match: [a tern], no_match: [a heron] }
              - id: birds.wren
                state: off
                match: { keywords: [wren] }
                action: log
                examples: { match: [a wren], no_match: [a heron] }
            """
        let diagnostics = Diagnostics()
        let set = RuleSet.load(
            ["a.rules.yaml"], files: .memory(["a.rules.yaml": Array(rules.utf8)]), diagnostics)
        var count = CorpusCount(try #require(set))
        for (line, text) in texts.enumerated() {
            count.take(Array(text.utf8), at: .init(file: "c.txt", line: line + 1))
        }
        return count
    }

    @Test func hitsAreCountedForEachMillionCharacters() throws {
        let text = String(repeating: "é", count: 1_249_980)
        let count = try count([text, "a wren, a heron", "heron"])
        #expect(
            count.lines == [
                "corpus: 3 texts of 1,250,000 characters",
                "  rule         hits  per million  95 % below  first",
                "  birds.heron     2         1.60        5.03  c.txt:2",
                "  1 rule hit nothing: below 2.37 for each million, each",
            ])
        #expect(
            count.json.description == #"{"texts":3,"characters":1250000,"rules":2,"below_without_hit":2.375,"#
                + #""per_rule":[{"rule":"birds.heron","hits":2,"per_million":1.600,"below":5.028,"#
                + #""file":"c.txt","line":2}]}"#)
    }

    /// 2.9957 and 155.4 are the exact bounds.
    @Test func theBoundIsThatOfAPoissonRate() throws {
        let count = try count([String(repeating: "a", count: 1_000_000)])
        #expect(abs(count.bound(0) - 2.9957) < 0.03)
        #expect(abs(count.bound(134) - 155.4) < 1)
    }

    @Test func withoutTextsThereIsNoRate() throws {
        let count = try count([])
        #expect(count.perMillion(0) == 0 && count.bound(0) == 0 && count.rows.isEmpty)
    }
}
