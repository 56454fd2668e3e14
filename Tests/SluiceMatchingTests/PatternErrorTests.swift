import SluiceMatching
import Testing

/// What is refused, and where in the regex.
struct PatternErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var regex: String
        var kind: PatternError.Kind
        var offset: Int?
        var window: Int?
        var capture = 0

        var testDescription: String { regex }
    }

    @Test(arguments: [
        Case(regex: "a(", kind: .syntax, offset: 2),
        Case(regex: "字[z-a]", kind: .syntax, offset: 6),
        Case(regex: #"ab\C"#, kind: .refused(#"\C"#), offset: 4),
        Case(regex: #"ab\Gc"#, kind: .refused(#"\G"#), offset: 2),
        Case(regex: #"foo\Kbar"#, kind: .refused(#"\K"#), offset: 3),
        Case(regex: "a+(*COMMIT)b", kind: .refused("(*COMMIT)"), offset: 2),
        Case(regex: "a(*PRUNE:x)b", kind: .refused("(*PRUNE:x)"), offset: 1),
        Case(regex: "a(*SKIP)b", kind: .refused("(*SKIP)"), offset: 1),
        Case(regex: "a(*THEN)b", kind: .refused("(*THEN)"), offset: 1),
        Case(regex: "a(*ACCEPT)b", kind: .refused("(*ACCEPT)"), offset: 1),
        Case(regex: "a(*F)|b", kind: .refused("(*F)"), offset: 1),
        Case(regex: "(*UCP)a", kind: .refused("(*UCP)"), offset: 0),
        Case(regex: "(*NO_JIT)a", kind: .refused("(*NO_JIT)"), offset: 0),
        Case(regex: "a(?C1)b", kind: .refused("(?C)"), offset: 1),
        Case(regex: "a(*:name)b", kind: .refused("(*:name)"), offset: 1),
        Case(regex: "a(*MARK:n)b", kind: .refused("(*MARK:n)"), offset: 1),
        Case(regex: "a(*FAIL)|b", kind: .refused("(*FAIL)"), offset: 1),
        Case(regex: "(*UTF)(*UCP)a", kind: .refused("(*UTF)"), offset: 0),
        Case(regex: "(*CRLF)a", kind: .refused("(*CRLF)"), offset: 0),
        Case(regex: "(*BSR_ANYCRLF)a", kind: .refused("(*BSR_ANYCRLF)"), offset: 0),
        Case(regex: "(*LIMIT_MATCH=9)a", kind: .refused("(*LIMIT_MATCH=9)"), offset: 0),
        Case(regex: "(*NOTEMPTY)a", kind: .refused("(*NOTEMPTY)"), offset: 0),
        Case(regex: "a(?C)b", kind: .refused("(?C)"), offset: 1),
        Case(regex: #"a(?C"x)y")b"#, kind: .refused("(?C)"), offset: 1),
        Case(regex: "(?(?C9)(?=a)a|b)c", kind: .refused("(?C)"), offset: 2),
        Case(regex: #"\Qa\E\Kb"#, kind: .refused(#"\K"#), offset: 5),
        Case(regex: #"[\]](*F)|a"#, kind: .refused("(*F)"), offset: 4),
        Case(regex: "(?x) # \\K\n a\\Kb", kind: .refused(#"\K"#), offset: 12),
        Case(regex: #"(?m)a\n^b"#, kind: .refused("^"), offset: 7),
        Case(regex: "(?m)(?:^a|b)(?:x|(?:^))c", kind: .refused("^"), offset: 20),
        Case(regex: "(?m)(?:^a\\n){2}", kind: .refused("^"), offset: 7),
        Case(regex: "(?m)(^a)b(?1)", kind: .refused("^"), offset: 5),
        Case(regex: "(?:x(?:y(*COMMIT)))", kind: .refused("(*COMMIT)"), offset: 8),
        Case(regex: "secret.*key", kind: .unboundedWithoutWindow),
        Case(regex: "(a(?1)?b)", kind: .unboundedWithoutWindow),
        Case(regex: #"a+\z"#, kind: .refused(#"\z"#), offset: 2, window: 9),
        Case(regex: #"a+\Z"#, kind: .refused(#"\Z"#), offset: 2, window: 9),
        Case(regex: "(a+)+$", kind: .refused("$"), offset: 5, window: 9),
        Case(regex: "abcdef+", kind: .windowBelowMinimum, window: 5),
        Case(regex: "abc", kind: .windowBelowMinimum, window: 0),
        Case(regex: #"\b"#, kind: .emptyMatch),
        Case(regex: "(?=foo)", kind: .emptyMatch),
        Case(regex: "a(b)", kind: .badCapture, capture: 2),
        Case(regex: "a(b)", kind: .badCapture, capture: -1),
        Case(regex: "(?:abc{1,999}){1,999}", kind: .tooLarge),
        Case(regex: ".{1,60000}", kind: .tooLarge),
        Case(regex: "a+", kind: .tooLarge, window: 100_000),
    ])
    func aRegexIsRefusedWithItsReason(_ example: Case) {
        let pattern = Pattern(.regex(example.regex, capture: example.capture), window: example.window)
        #expect {
            try PatternSet([Pattern(.keywords(["fine"])), pattern])
        } throws: { error in
            let errors = (error as? PatternErrors)?.errors ?? []
            return errors.map(\.kind) == [example.kind] && errors.first?.pattern == 1
                && (example.offset == nil || errors.first?.offset == example.offset)
                && errors.first?.message.isEmpty == false
        }
    }

    @Test(arguments: [
        #"\\G"#, #"[\\G]"#, #"\Q\G(*COMMIT)\E"#, "(?#(*COMMIT)a", #"[(*COMMIT)]"#, #"a\(*"#,
        "(?x) a # \\G (*F)\n b",
        "(?m)^a{1,5}$", #"a{1,5}\z"#, "(*pla:a)a", "[[:alpha:]]x", "[]a]", "[^]a]", "a{,3}", "a{x}",
        "(?<n>a)(?P=n)", #"[\Q]\K\E\\K]"#, "[](*F)]", "[^](*F)]", "[[:alpha:](*F)]", "[[(*F)]", #"a\Q(?C)\E"#,
        #"\Q\G"#, #"\Q(*F)\\E\(*"#, "(?xx)a[ (*F) ]", #"[\^\]\[(?C)]"#, #"a\\K"#, "(?#\\K)a", "(?m)(?:^a|b)c",
        "(?m)(?:^|,)a{1,4}", "(?m)(?<=^|x)a",
    ])
    func whatOnlyLooksRefusedIsTaken(_ regex: String) {
        #expect(throws: Never.self) { try PatternSet([Pattern(.regex(regex, capture: 0), window: 40)]) }
    }

    @Test func everyFaultIsReportedAtOnce() {
        let patterns = [
            Pattern(.regex("(", capture: 0)), Pattern(.keywords([])), Pattern(.keywords(["a", "\u{200B}"])),
            Pattern(.regex("ok", capture: 0), exceptions: [.regex("[")]),
        ]
        #expect {
            try PatternSet(patterns)
        } throws: { error in
            let errors = (error as? PatternErrors)?.errors ?? []
            return errors.map(\.kind) == [.syntax, .noKeyword, .emptyMatch, .exceptionSyntax]
                && errors.map(\.pattern) == [0, 1, 2, 3]
        }
    }
}
