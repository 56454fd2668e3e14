import SluiceMatching
import Testing

/// What is larger than anything that the tables and the memory of a text are made for.
struct LargeSetTests {
    @Test func aKeywordMayBeLongerThanTheTextThatIsKept() throws {
        let long = (0..<4_000).map { "\($0)字" }.joined()
        let patterns = [
            Pattern(.keywords([long, "字1字2字"])), Pattern(.keywords([long + "x", "4字5"])),
        ]
        let set = try PatternSet(patterns)
        let selection = set.select(deciding: [0, 1], observing: [])
        let text = Array("ab \(long)y \(long)x".utf8)
        for cuts in [[], [30_000], Array(stride(from: 7, to: text.count, by: 1_013))] {
            let matches = scan(text, with: selection, cuts: cuts).matches
            let first = matches.filter { $0.pattern == 0 }.map(\.whole)
            #expect(first == [3..<3 + long.utf8.count, long.utf8.count + 5..<2 * long.utf8.count + 5])
            #expect(matches.contains { $0.pattern == 1 && $0.whole.upperBound == text.count })
            #expect(matches == scanAtOnce(text, with: selection))
        }
    }

    @Test func everyKeywordOfALongListIsFound() throws {
        let keywords = (0..<4_000).map { "k\($0 * 7_919 % 4_000)字\($0 % 97)" }
        let set = try PatternSet([Pattern(.keywords(keywords), boundary: .none)])
        let selection = set.select(deciding: [0], observing: [])
        let text = Array(keywords.joined(separator: " ").utf8)
        for cuts in [[], Array(stride(from: 5, to: text.count, by: 4_099))] {
            let found = scan(text, with: selection, cuts: cuts).matches.map(\.element)
            #expect(found == Array(keywords.indices))
        }
    }

    @Test func aStartAtTheEndOfAPartIsNotDecidedTooEarly() throws {
        // A regex with a gate and one without: starts are sifted, and no literal holds back the last of them.
        let patterns = [
            Pattern(.regex(#"[a-z0-9]{1,20}@[a-z]{1,10}"#, capture: 0)), Pattern(.regex("[^a]", capture: 0)),
        ]
        let set = try PatternSet(patterns)
        let selection = set.select(deciding: [0, 1], observing: [])
        for shift in 0..<4 {
            let text = Array((String(repeating: "a", count: 16_380 + shift) + "字字字字 ab@cd").utf8)
            let expected = (0..<4).map { 16_380 + shift + 3 * $0..<16_383 + shift + 3 * $0 }
            for matches in [
                scanAtOnce(text, with: selection),
                scan(text, with: selection, cuts: [2_000, 16_384]).matches,
            ] {
                let others = matches.filter { $0.pattern == 1 }.map(\.whole)
                #expect(Array(others.prefix(4)) == expected, "shift \(shift)")
            }
        }
    }

    @Test func aRegexThatMindsCaseIsNotHeldAtTheOtherCase() throws {
        let set = try PatternSet([Pattern(.regex("(?=.*b)a", capture: 0), normalization: [], window: 8)])
        let result = scan(Array("xA".utf8), with: set.select(deciding: [0], observing: []))
        #expect(result.decided.first == 2)
    }
}
