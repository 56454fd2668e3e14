import Testing

@testable import SluiceMatching

/// What is suggested instead of repeats without bound.
struct RewriteHintTests {
    @Test(arguments: [
        (#"a\s+b"#, 1, #"\s+"#, #"\s{1,8}"#),
        (#"\s*"#, 0, #"\s*"#, #"\s{0,8}"#),
        (#"字\W+"#, 3, #"\W+"#, #"[\s\p{P}]{1,4}"#),
        (#"\W*?"#, 0, #"\W*?"#, #"[\s\p{P}]{0,4}?"#),
        (#"x.*y"#, 1, ".*", ".{0,80}"),
        (#"x.+?y"#, 1, ".+?", ".{1,80}?"),
        (#"\w++"#, 0, #"\w++"#, #"\w{1,40}+"#),
        (#""[^"]+""#, 1, #"[^"]+"#, #"[^"]{1,80}"#),
        (#"[^x]{3,}"#, 0, "[^x]{3,}", "[^x]{3,80}"),
        (#"a{100,}?"#, 0, "a{100,}?", "a{100,200}?"),
        (#"\p{Han}+"#, 0, #"\p{Han}+"#, #"\p{Han}{1,80}"#),
        (#"\Qa+\E+"#, 3, #"+\E+"#, #"+\E{1,80}"#),
        (#"(?:ab)+"#, 6, "+", "{1,8}"),
        ("(?x) a [b] +", 7, "[b] +", "[b] {1,80}"),
        ("(?=a*b)c", 3, "a*", "a{0,80}"),
    ])
    func aRepeatWithoutBoundHasABoundedForm(
        _ regex: String, _ offset: Int, _ text: String, _ suggestion: String
    ) {
        let facts = RegexReader.facts(of: Array(regex.utf8), isCaseless: false)
        #expect(facts.hints.map(\.suggestion) == [suggestion])
        #expect(facts.hints.map(\.text) == [text])
        #expect(facts.hints.map(\.offset) == [offset])
        #expect(facts.hints.map(\.length) == [text.utf8.count])
    }

    @Test(arguments: [#"a?b{3}c{1,9}"#, #"\Qa+*\E[*+]\+"#, "(?:^)*a", "(?#.*)a", "a{x}b{,3}"])
    func boundedRepeatsHaveNone(_ regex: String) {
        #expect(RegexReader.facts(of: Array(regex.utf8), isCaseless: false).hints.isEmpty)
    }

    @Test(arguments: FuzzCase.capped + FuzzCase.shapes)
    func aRegexWithItsHintsAppliedCompiles(_ example: FuzzCase) {
        var bytes = Array(example.regex.utf8)
        let hints = RegexReader.facts(of: bytes, isCaseless: false).hints
        for hint in hints.sorted(by: { $0.offset > $1.offset }) {
            let range = hint.offset..<hint.offset + hint.length
            #expect(String(decoding: bytes[range], as: UTF8.self) == hint.text)
            bytes.replaceSubrange(range, with: hint.suggestion.utf8)
        }
        let rewritten = String(decoding: bytes, as: UTF8.self)
        #expect(AnchoredRegex(rewritten) != nil, "\(rewritten)")
        #expect(RegexReader.facts(of: bytes, isCaseless: false).hints.isEmpty)
    }

    @Test func hintsNameThePlaceInTheRegexAsItWasWritten() throws {
        let source = try RegexSource("Ａ體\\s+", normalization: .standard)
        #expect(source.facts.hints.map(\.offset) == [6])
    }
}
