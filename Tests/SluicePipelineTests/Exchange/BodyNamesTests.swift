import SluiceWire
import Testing

@testable import SluicePipeline

/// Whether a body can have a field is said without reading it, and never wrongly said no.
struct BodyNamesTests {
    private static let names = BodyNames(["moderation", "moderation_level", "a/b"])

    @Test(arguments: [
        #"{"model":"m","messages":[{"role":"user","content":"about moderation"}]}"#, "{}", " \n{\"mode\":1}",
        #"{"moderatio":"x\\"}"#,
        #"{"a":"moderation","b":"\u006doderation"} is no JSON"#.replacing("\\u", with: "u"),
        #"{"x":{"y":"z"#,
    ])
    func bodiesWithoutTheNamesNeedNoReading(_ body: String) {
        #expect(Self.names.areMissing(in: Array(body.utf8)) == !body.contains("\"moderation\""))
    }

    @Test(arguments: [
        #"{"moderation":true}"#, #"{"m":1,"moderation_level":"low"}"#, #"{"mod\u0065ration":1}"#,
        #"{"\u006doderation":1}"#, #"{"a\/b":1}"#, #"{"a/b":1}"#, #"{"m":"x","x":"moderation"}"#,
        "[{\"moderation\":1}]", "", "moderation=1", "\u{FEFF}{\"moderation\":1}", "{\0\"\0m\0",
        "\"moderation\"",
    ])
    func bodiesThatMayHaveOneAreRead(_ body: String) {
        #expect(!Self.names.areMissing(in: Array(body.utf8)))
    }

    /// Every way to spell a key, by escapes at every place.
    @Test func noSpellingOfAKeyIsMissed() throws {
        let key = "moderation"
        for escaped in 0..<1 << key.utf8.count {
            let spelled = key.utf8.enumerated().map { index, byte in
                escaped >> index & 1 == 1
                    ? "\\u00" + String(byte, radix: 16) : String(decoding: [byte], as: UTF8.self)
            }.joined()
            let body = Array("{\"x\":1,\"\(spelled)\":true}".utf8)
            #expect(try JSONMembers(body).members.last.map { $0.key } == Array(key.utf8))
            #expect(!Self.names.areMissing(in: body))
        }
    }
}
