import SluicePipeline
import Testing

struct FieldNameSetTests {
    @Test(arguments: [
        ("accept", ["accept", "ACCEPT", "Accept"], ["", "accep", "accept-", "accept-encoding", "xaccept"]),
        ("x-*", ["x-", "X-Request-ID", "x-a"], ["x", "ax-a", "y-a"]),
        ("*-id", ["-id", "request-ID", "x-id-id"], ["id", "x-id-", "x-ids"]),
        ("*", ["", "a", "anything-at-all"], []),
        ("a*b*c", ["abc", "aXbXc", "abcbc", "abbcc"], ["ab", "ac", "abcd", "xabc"]),
        ("x-*-*", ["x--", "x-a-b", "x-a-b-c"], ["x-a", "x-"]),
    ])
    func patternsNameFields(pattern: String, inside: [String], outside: [String]) {
        let set = FieldNameSet([pattern])
        for name in inside { #expect(set.contains(name), "\(name)") }
        for name in outside { #expect(!set.contains(name), "\(name)") }
    }

    @Test func namesOfOneLengthAreToldApart() {
        let names = ["date", "etag", "from", "host", "vary", "a", "x-request-id", "ab"]
        let set = FieldNameSet(names + ["DATE", "date"])
        for name in names { #expect(set.contains(name), "\(name)") }
        for name in ["data", "date1", "tag", "b", "ba", "ary", "atea", "x-request-ie", ""] {
            #expect(!set.contains(name), "\(name)")
        }
    }

    @Test func anEmptySetContainsNothing() {
        #expect(!FieldNameSet([]).contains(""))
        #expect(!FieldNameSet([]).contains("accept"))
    }

    @Test func onlyLettersAreFolded() {
        #expect(!FieldNameSet(["x-["]).contains("x-{"))
        #expect(!FieldNameSet(["x@"]).contains("x`"))
        #expect(!FieldNameSet(["keep"]).contains("\u{212A}eep"))
        #expect(FieldName("\u{212A}eep") != "keep")
    }
}
