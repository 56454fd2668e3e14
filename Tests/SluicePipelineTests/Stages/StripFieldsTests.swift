import SluicePipeline
import Testing

struct StripFieldsTests {
    static let yaml = "[{strip_fields: [moderation, moderation_level, extra]}, forward]"

    static func strip(_ body: String, type: String? = "application/json") throws -> (String, Answer?) {
        var exchange = Exchange.sample(type.map { [("Content-Type", $0)] } ?? [], body: body)
        let answer = try chain(yaml).receive(&exchange)
        return (exchange.bodyText, answer)
    }

    @Test(arguments: [
        (#"{"model":"m","moderation_level":"high","n":1}"#, #"{"model":"m","n":1}"#),
        (#"{"moderation_level":"high","model":"m"}"#, #"{"model":"m"}"#),
        (#"{"model":"m","moderation_level":"high"}"#, #"{"model":"m"}"#),
        (#"{"moderation_level":"high"}"#, #"{}"#),
        (#"{"moderation":true,"moderation_level":"high","extra":[{"a":1}]}"#, #"{}"#),
        (
            #"{"moderation":true,"model":"m","moderation_level":"low","n":2,"extra":null}"#,
            #"{"model":"m","n":2}"#
        ),
        (#"{"mod\u0065ration":"true","a":1.50}"#, #"{"a":1.50}"#),
        (#"{"a":"\u0041\/","extra":"}\",{"}"#, #"{"a":"\u0041\/"}"#),
    ])
    func namedFieldsGoAndEveryOtherByteStays(body: String, expected: String) throws {
        let (stripped, answer) = try Self.strip(body)
        #expect(answer == nil)
        #expect(stripped == expected)
    }

    @Test func blanksAroundTheFieldsThatStayAreKept() throws {
        let (stripped, _) = try Self.strip("{\n  \"model\" : \"m\" ,\n  \"extra\" : 1 ,\n  \"n\" : 1\n}\n")
        #expect(stripped.contains("\"model\" : \"m\""))
        #expect(stripped.contains("\"n\" : 1\n}\n"))
        #expect(!stripped.contains("extra"))
    }

    @Test(arguments: [
        (#"{"moderation":true}"#, #"{}"#), (#"{"moderation":"false"}"#, #"{}"#),
        (#"{"moderation":""}"#, #"{}"#),
        (#"{"moderation":{"mode":"x"}}"#, #"{"moderation":{"mode":"x"}}"#),
        (#"{"moderation":[1]}"#, #"{"moderation":[1]}"#), (#"{"moderation":null}"#, #"{"moderation":null}"#),
        (#"{"moderation":1}"#, #"{"moderation":1}"#), (#"{"extra":{"moderation":1}}"#, #"{}"#),
    ])
    func moderationGoesOnlyAsASwitch(body: String, expected: String) throws {
        #expect(try Self.strip(body).0 == expected)
    }

    @Test(arguments: [
        #"{"a":{"extra":1,"moderation":true}}"#, #"{"Extra":1}"#, #"{"extra ":1}"#, #"["extra"]"#,
        #""extra""#, "3",
        "", "{}", " {\"a\":[]} ",
    ])
    func otherBodiesStayAsTheyAre(body: String) throws {
        let (stripped, answer) = try Self.strip(body)
        #expect(answer == nil)
        #expect(stripped == body)
    }

    @Test(arguments: [
        "{", "{\"a\":1,}", "{'a':1}", "{\"a\":NaN}", "{\"a\":1}{}", "{\"a\":1} // x", "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}", "{\"a\":\"\\ud800\"}", "\u{FEFF}{\"a\":1}", "nope",
        String(repeating: "[", count: 100_000),
    ])
    func brokenJSONIsRefused(body: String) throws {
        let (_, answer) = try Self.strip(body)
        #expect(answer?.head.status == 400)
        #expect(answer?.code == "invalid_json")
    }

    @Test(arguments: [nil, "text/plain", "application/octet-stream", "application/vnd.api+json"])
    func anObjectIsReadAsOneWhateverItsTypeSays(type: String?) throws {
        #expect(try Self.strip(#"{"extra":1,"a":2}"#, type: type).0 == #"{"a":2}"#)
    }

    @Test(arguments: ["text/plain", "audio/mpeg"])
    func textThatIsNoJSONStays(type: String) throws {
        let (body, answer) = try Self.strip("{not json", type: type)
        #expect(answer == nil)
        #expect(body == "{not json")
    }

    @Test(arguments: [
        ("moderation=1&model=m", "model=m"), ("model=m&moderation=1", "model=m"),
        ("a=1&moderation_level=high&b=2", "a=1&b=2"), ("extra", ""), ("a=%20+&ex%74ra=%26&b=", "a=%20+&b="),
        ("a=1&extra=1&extra=2&b=2&extra=3", "a=1&b=2"),
    ])
    func formFieldsGoWithTheirSeparator(body: String, expected: String) throws {
        #expect(try Self.strip(body, type: "application/x-www-form-urlencoded").0 == expected)
    }

    @Test func multipartFieldsGoWithTheirDelimiter() throws {
        func part(_ name: String, _ value: String) -> String {
            "--cut\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        let audio =
            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n"
            + "Content-Type: audio/mpeg\r\n\r\n\u{1}\u{2}\r\n"
        let body =
            part("moderation", "true") + part("model", "m") + part("extra", "") + audio + part("extra", "x")
        let (stripped, answer) = try Self.strip(
            body + "--cut--\r\n", type: "multipart/form-data; boundary=cut")
        #expect(answer == nil)
        #expect(stripped == part("model", "m") + audio + "--cut--\r\n")
    }

    @Test(arguments: [
        ("- strip_fields", "1:3 `strip_fields` needs a list of fields"),
        ("- strip_fields: []", "1:17 `strip_fields`: the list is empty"),
        ("- strip_fields: moderation", "1:17 `strip_fields` must be a list"),
        ("- strip_fields: [a, b, a]", "1:24 `strip_fields`: `a` stands here twice"),
        ("- strip_fields: [[a]]", "1:18 `strip_fields` must be text"),
    ])
    func aListThatIsNoneIsRefused(stage: String, complaint: String) {
        #expect(complaints("\(stage)\n- forward") == [complaint])
    }
}
