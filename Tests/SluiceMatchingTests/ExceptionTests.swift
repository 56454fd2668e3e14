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

    /// PCRE2 10.42 overlooks this match if its machine code may skip ahead.
    @Test func anExceptionFindsWhatTheInterpreterFinds() throws {
        let pattern = Pattern(
            .regex(".{24}", capture: 0), normalization: [],
            exceptions: [.regex(#"(?>[]b]\p{L}+?)[[:alpha:]][[:alpha:]]\w"#)])
        #expect(try hits(pattern, in: "éééключAabb字secretabключ").isEmpty)
    }
}
