import SluicePipeline
import Testing

struct AllowFieldsTests {
    static let parameters =
        "[model, messages, stream, temperature, top_p, n, stop, max_tokens, presence_penalty, frequency_penalty]"

    static func allow(_ options: String, _ body: String, type: String = "application/json") throws -> (
        String, Answer?
    ) {
        var exchange = Exchange.sample([("Content-Type", type)], body: body)
        let answer = try chain("[{allow_fields: \(options)}, forward]").receive(&exchange)
        return (exchange.bodyText, answer)
    }

    @Test(arguments: [
        (#"{"model":"m","user":"u","messages":[],"seed":1}"#, #"{"model":"m","messages":[]}"#),
        (#"{"user":"u"}"#, "{}"), (#"{"model":{"user":1}}"#, #"{"model":{"user":1}}"#),
        (#"{"Model":"m","model":"m"}"#, #"{"model":"m"}"#), (#"["user"]"#, #"["user"]"#), ("", ""),
    ])
    func onlyNamedFieldsGoOn(body: String, expected: String) throws {
        for options in [Self.parameters, "{ fields: \(Self.parameters), others: drop }"] {
            let (kept, answer) = try Self.allow(options, body)
            #expect(answer == nil)
            #expect(kept == expected)
        }
    }

    @Test func otherFieldsAreRefusedWhereConfiguredWithoutNamingThem() throws {
        let options = "{ fields: [model, messages], others: refuse }"
        let (_, answer) = try Self.allow(options, #"{"model":"m","hush":1}"#)
        let refused = try #require(answer)
        #expect(refused.head.status == 400)
        let body = refused.text
        #expect(body.contains("bad_request"))
        #expect(body.contains("model, messages"))
        #expect(!body.contains("hush"))
        let (body2, passed) = try Self.allow(options, #"{"messages":[]}"#)
        #expect(passed == nil)
        #expect(body2 == #"{"messages":[]}"#)
    }

    @Test func bodiesWithoutFieldsPass() throws {
        let (form, answer) = try Self.allow("[model]", "a=1&b=2", type: "application/x-www-form-urlencoded")
        #expect(answer == nil)
        #expect(form == "a=1&b=2")
    }

    @Test func brokenJSONIsRefused() throws {
        let (_, answer) = try Self.allow("[model]", #"{"model":}"#)
        #expect(answer?.code == "invalid_json")
    }

    @Test(arguments: [
        ("- allow_fields", "1:3 `allow_fields` needs a list of fields"),
        ("- allow_fields: { others: drop }", "1:17 `fields` is missing in `allow_fields`"),
        ("- allow_fields: { fields: [a], others: keep }", "1:40 `keep` is not a value of `others`"),
        ("- allow_fields: { fields: [a], other: drop }", "1:32 unknown field `other` in `allow_fields`"),
        ("- allow_fields: { fields: [] }", "1:27 `fields`: the list is empty"),
        ("- allow_fields: model", "1:17 `allow_fields` must be a list"),
    ])
    func optionsThatSayNothingAreRefused(stage: String, complaint: String) {
        #expect(complaints("\(stage)\n- forward") == [complaint])
    }
}
