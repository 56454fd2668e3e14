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

    private static let multipart = "multipart/form-data; boundary=b"
    private static let form = "application/x-www-form-urlencoded"

    private static func parts(_ name: String) -> String {
        "{\r\n--b\r\ncontent-disposition: form-data; name=\(name)\r\n\r\nhigh\r\n--b--\r\n"
    }

    /// Whether the body is read twice or only once: the same is stripped, refused and taken for the level.
    @Test(arguments: [
        ("application/json", #"{"model":"m","messages":[]}"#),
        ("application/json", #"{"model":"m","moderation_level":"high","messages":[]}"#),
        ("application/json", #"{"model":"m","moderation_level":"none","messages":[]}"#),
        ("application/json", #"{"model":"m","mod\u0065ration":true,"messages":[]}"#),
        ("application/json", #"{"model":"m","model":"n"}"#), ("application/json", #"{"model":"m",}"#),
        ("application/json", #"["moderation"]"#), ("text/plain", "{moderation: true}"),
        ("text/plain", "plain"),
        ("", #"{"moderation":true,"model":"m"}"#), ("", #"{"model":"m"} {}"#),
        (form, "{=1&moderation_level=high"), (form, "moderation_level=high&a=b"),
        (multipart, parts("moderation_level")), (multipart, parts("\"moderation_level\"")),
        (multipart, parts("other")),
    ])
    func aFilterBehindItChangesNothing(_ type: String, _ body: String) throws {
        func run(_ stages: String, _ body: String) throws -> (exchange: Exchange, code: String?) {
            var exchange = try TestRules.exchange(
                path: "/v1/audio/transcriptions", body: body, contentType: type,
                sources: [.body("moderation_level")])
            let answer = try chain(stages).receive(&exchange)
            return (exchange, answer?.code)
        }
        let strip = "{strip_fields: [moderation, moderation_level]}"
        let both = try run("[\(strip), filter_request, forward]", body)
        let first = try run("[\(strip), forward]", body)
        guard first.code == nil else {
            #expect(both.code == first.code)
            return
        }
        let second = try run(
            "[filter_request, forward]", String(decoding: first.exchange.body, as: UTF8.self))
        #expect(both.code == second.code)
        if both.code == nil {
            #expect(both.exchange.body == second.exchange.body)
            #expect(both.exchange.level == first.exchange.level)
        }
    }
}
