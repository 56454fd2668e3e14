import SluiceMatching
import Testing

/// Exceptions and captures of regexes.
struct ExceptionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var pattern: Pattern
        var text: String
        var hits: [String]

        init(
            _ regex: String, _ capture: Int = 0, except exceptions: PatternException..., in text: String,
            hits: [String]
        ) {
            pattern = Pattern(.regex(regex, capture: capture), exceptions: exceptions)
            self.text = text
            self.hits = hits
        }

        var testDescription: String { "\(pattern.subject) in \(text)" }
    }

    @Test(arguments: [
        Case(#"\bAKIA\w{4}\b"#, except: .values(["akiaTEST"]), in: "AKIATEST AKIA1234", hits: ["AKIA1234"]),
        Case(#"key=(\w{2,9})"#, 1, except: .values(["none"]), in: "key=none key=abc", hits: ["abc"]),
        Case(#"key=(\w{2,9})"#, 1, except: .regex("^x"), in: "key=xab key=abx", hits: ["abx"]),
        Case(
            "rap.", except: .covering(["grape", "wrapper"]), in: "rapt grape wrapper rape",
            hits: ["rapt", "rape"]),
        Case("大麻", except: .covering(["大麻烦"]), in: "大麻烦大麻大麻烦", hits: ["大麻"]),
        Case("(a)|(b)", 1, in: "ab", hits: ["a", "b"]),
        Case("(?=(ab))a", 1, in: "ab", hits: ["a"]),
        Case("(?<=(a))b", 1, in: "ab", hits: ["b"]),
        Case("a()b", 1, in: "ab", hits: ["ab"]),
    ])
    func exceptionsSeeTheCapturedText(_ example: Case) throws {
        #expect(try hits(example.pattern, in: example.text) == example.hits)
    }

    @Test(arguments: [
        ("key=none key=abc key=none", 2), ("key=abc", 0), ("", 0), ("key=none,key=nonesuch", 1),
    ])
    func whatAnExceptionTakesAwayIsCounted(text: String, count: Int) throws {
        let pattern = Pattern(.regex(#"key=(\w{2,9})"#, capture: 1), exceptions: [.values(["none"])])
        #expect(try exceptionCount([pattern], in: text) == count)
    }

    @Test(arguments: [
        // Every start inside the number would be an exception of its own.
        ("4111111111111111", 1), ("4111111111111111 4111111111111111", 2), ("4111111111111111x", 1),
    ])
    func aHitInsideOneThatWasTakenAwayDoesNotCountAgain(text: String, count: Int) throws {
        let pattern = Pattern(.regex(#"\d{4,16}"#, capture: 0), exceptions: [.regex("1$")])
        #expect(try exceptionCount([pattern], in: text) == count)
    }

    @Test(arguments: [("大麻烦大麻大麻烦", 2), ("大麻", 0), ("大麻烦", 1)])
    func aCoveredKeywordIsCounted(text: String, count: Int) throws {
        let pattern = Pattern(.keywords(["大麻"]), exceptions: [.covering(["大麻烦"])])
        #expect(try exceptionCount([pattern], in: text) == count)
    }

    @Test func anExceptionIsCountedOnceThoughALongerKeywordWaits() throws {
        let excepted = Pattern(.keywords(["grape"]), exceptions: [.values(["grape"])])
        let waiting = Pattern(.keywords(["gra"]), exceptions: [.covering(["grape juice"])])
        #expect(try exceptionCount([excepted, waiting], in: "grape juicy", of: 0) == 1)
    }

    @Test func aRefusalByAValidatorIsNoException() throws {
        let pattern = Pattern(
            .regex(#"\b\d{16}\b"#, capture: 0), exceptions: [.values(["4111111111111111"])],
            validators: [.luhn])
        #expect(try exceptionCount([pattern], in: "4111111111111112 4111111111111111") == 1)
    }

    /// How many hits exceptions take away, whole, at every cut and at once; -1 when that differs.
    private func exceptionCount(_ patterns: [Pattern], in text: String, of pattern: Int = 0) throws -> Int {
        let selection = try PatternSet(patterns).select(deciding: Array(patterns.indices), observing: [])
        let bytes = Array(text.utf8)
        let whole = scan(bytes, with: selection).exceptions
        let bytewise = scan(bytes, with: selection, cuts: Array(bytes.indices)).exceptions
        return whole == bytewise ? whole.count { $0 == pattern } : -1
    }

    @Test(arguments: [
        (PatternException.values(["otter"]), ["otters"]),
        (.covering(["an otter."]), ["otter", "otters"]),
        (.regex("s$"), ["otter", "otter"]),
        (.sentence(["zoo"], reach: 40), ["otter", "otter"]),
        (.always, []),
    ])
    func anExceptionUnderACircumstanceCountsOnlyThere(
        _ exception: PatternException, _ left: [String]
    ) throws {
        let pattern = Pattern(
            .regex("otters?", capture: 0), exceptions: [.under(3, exception)])
        let selection = try PatternSet([pattern]).select(deciding: [0], observing: [])
        let text = Array("An otter. One more otter! The zoo has otters.".utf8)
        let found = { (circumstances: Circumstances, cuts: [Int]) -> [String] in
            var scanner = StreamScanner(selection, under: circumstances)
            var matches: [Match] = []
            var start = 0
            for end in cuts + [text.count] {
                scanner.append(text.span.extracting(start..<end), into: &matches)
                start = end
            }
            scanner.finish(into: &matches)
            return matches.map { String(decoding: text[$0.span], as: UTF8.self) }
        }
        let all = ["otter", "otter", "otters"]
        for cuts in [[], Array(text.indices)] {
            #expect(found(Circumstances(), cuts) == all)
            #expect(found(Circumstances([0, 2, 4]), cuts) == all)
            let spared = found(Circumstances([3]), cuts)
            #expect(spared == left, "cut \(cuts.count) times")
        }
    }

    /// What an exception waits for is waited for only where it counts.
    @Test func textIsHeldForAnExceptionOnlyWhereItCounts() throws {
        let pattern = Pattern(.keywords(["otter"]), exceptions: [.under(0, .covering(["otter pop"]))])
        let selection = try PatternSet([pattern]).select(deciding: [0], observing: [])
        let text = Array("an otter p".utf8)
        let decided = { (circumstances: Circumstances) -> Int in
            var scanner = StreamScanner(selection, under: circumstances)
            var matches: [Match] = []
            scanner.append(text.span, into: &matches)
            return scanner.decided
        }
        #expect(decided(Circumstances()) > decided(Circumstances([0])))
        #expect(decided(Circumstances([0])) == 3)
    }

    /// PCRE2 10.42 overlooks this match if its machine code may skip ahead.
    @Test func anExceptionFindsWhatTheInterpreterFinds() throws {
        let pattern = Pattern(
            .regex(".{24}", capture: 0), normalization: [],
            exceptions: [.regex(#"(?>[]b]\p{L}+?)[[:alpha:]][[:alpha:]]\w"#)])
        #expect(try hits(pattern, in: "éééключAabb字secretabключ").isEmpty)
    }
}
