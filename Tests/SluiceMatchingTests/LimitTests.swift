import SluiceMatching
import Testing

/// Where the engine gives up, that is an outcome, and the same one for every split.
struct LimitTests {
    static let explosive = [
        Pattern(.regex("(?:a+)+b", capture: 0), window: 60),
        Pattern(.regex("(?:x+x+)+y", capture: 0), window: 60),
        Pattern(.regex(#"(?:\w+\s?)+!"#, capture: 0), window: 60),
        Pattern(.regex("(?:a{1,20}){1,20}b", capture: 0)),
        Pattern(.regex("(?m)(?:a+)+$", capture: 0), window: 60),
        Pattern(.regex("(a|aa)+c", capture: 0), window: 4000),
        Pattern(.regex("((?:a|(?1)a)+)z", capture: 0), window: 12),
    ]

    @Test(arguments: explosive, [LimitPolicy.match, .noMatch])
    func givingUpDoesNotDependOnTheCuts(_ pattern: Pattern, _ policy: LimitPolicy) throws {
        var pattern = pattern
        pattern.onLimit = policy
        let selection = try PatternSet([pattern]).select(deciding: [0], observing: [])
        let runs = String(repeating: "a", count: 70) + " b " + String(repeating: "x", count: 900) + "y!"
        let text = Array((runs + String(repeating: "aaaaaaaa\n", count: 40) + "aab\(runs)").utf8)
        let whole = scan(text, with: selection)
        #expect(scanAtOnce(text, with: selection) == whole.matches)
        for cuts in [[1, 40, 41, 100, 300], Array(stride(from: 9, to: text.count, by: 9))] {
            #expect(scan(text, with: selection, cuts: cuts).matches == whole.matches)
        }
        if policy == .noMatch { #expect(whole.matches.allSatisfy { !$0.isLimit }) }
    }

    @Test func onLimitMatchTakesTheWindow() throws {
        // The conditional is more than the automaton can follow, which would else know that there is no match.
        let pattern = Pattern(.regex("(?:(a)+)+(?(1)b)", capture: 0), window: 60, onLimit: .match)
        let selection = try PatternSet([pattern]).select(deciding: [0], observing: [])
        let text = Array((String(repeating: "a", count: 60) + String(repeating: " b", count: 300)).utf8)
        let expected = [Match(pattern: 0, span: 0..<304, whole: 0..<304, isLimit: true)]
        #expect(scan(text, with: selection).matches == expected)
        #expect(scan(text, with: selection, cuts: Array(1..<text.count)).matches == expected)
    }

    @Test func afterEightTimesThePolicyDecidesTheRest() throws {
        let run = String(repeating: "a", count: 60) + " c "
        let text = Array((String(repeating: run, count: 40) + "ac").utf8)
        for (policy, isLimit) in [(LimitPolicy.match, true), (.noMatch, false)] {
            let pattern = Pattern(.regex("(?:(a)+)+(?(1)c)", capture: 0), window: 60, onLimit: policy)
            let selection = try PatternSet([pattern]).select(deciding: [0], observing: [])
            var scanner = StreamScanner(selection)
            var matches: [Match] = []
            scanner.append(text.span, into: &matches)
            scanner.finish(into: &matches)
            #expect(matches.allSatisfy { $0.isLimit })
            #expect(matches.isEmpty != isLimit)
            #expect(scanner.limitCount(of: 0) == (isLimit ? matches.count : 8))
            #expect(scanAtOnce(text, with: selection) == matches)
        }
    }

    @Test func theStackOfTheMachineCodeIsALimit() throws {
        let pattern = Pattern(.regex("(?:(a)|(aa))+z", capture: 0), window: 16_384, onLimit: .match)
        let selection = try PatternSet([pattern]).select(deciding: [0], observing: [])
        let text = Array((String(repeating: "a", count: 60_000) + " z").utf8)
        let matches = scan(text, with: selection).matches
        #expect(!matches.isEmpty && matches.allSatisfy { $0.isLimit })
    }

    @Test func givingUpOnABoundedRegexHoldsNoMoreThanItsReach() throws {
        let pattern = Pattern(.regex("(?:(a){1,20}){1,20}(?(1)b)", capture: 0), onLimit: .match)
        let set = try PatternSet([pattern])
        let selection = set.select(deciding: [0], observing: [])
        let text = Array(
            (String(repeating: "a", count: 1900) + "b" + String(repeating: ".", count: 4000)).utf8)
        let whole = scanAtOnce(text, with: selection)
        #expect(whole.contains { $0.isLimit })
        #expect(whole.allSatisfy { $0.whole.count <= set.info(0).holdBytes })
        var scanner = StreamScanner(selection)
        var matches: [Match] = []
        for start in stride(from: 0, to: text.count, by: 50) {
            let end = min(start + 50, text.count)
            scanner.append(text.span.extracting(start..<end), into: &matches)
            #expect(end - scanner.decided <= set.info(0).holdBytes + 50)
        }
        scanner.finish(into: &matches)
        #expect(matches == whole)
    }
}
