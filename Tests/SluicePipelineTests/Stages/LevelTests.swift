import SluicePipeline
import Testing

/// Where a request names its moderation level, and what comes of it.
struct LevelTests {
    static let sources: [LevelSource] = [.header("x-moderation-level"), .body("moderation_level")]

    /// The level in force, or the answer to a request that can't have one.
    static func level(
        _ body: String, header: [String] = [], floor: Int = 0, yaml: String = "[forward]",
        type: String = "application/json"
    ) throws -> (level: Int, body: String, answer: Answer?) {
        let chain = try chain(yaml)
        let fields = [("Content-Type", type)] + header.map { ("X-Moderation-Level", $0) }
        var exchange = Exchange.sample(fields, body: body, levels: sources, floor: floor)
        let answer = chain.admit(&exchange) ?? chain.receive(&exchange)
        return (exchange.level, exchange.bodyText, answer)
    }

    @Test(arguments: [
        (#"{"moderation_level":"high"}"#, 2), (#"{"moderation_level":"low"}"#, 0), (#"{}"#, 1), ("", 1),
        ("[]", 1),
        (#"{"a":1,"moderation_\u006cevel":"hi\u0067h"}"#, 2), (#"{"a":{"moderation_level":"high"}}"#, 1),
    ])
    func theBodyNamesTheLevel(body: String, expected: Int) throws {
        let (level, passed, answer) = try Self.level(body)
        #expect(answer == nil)
        #expect(level == expected)
        #expect(passed == body)
    }

    @Test(arguments: [(["high"], 2), (["low"], 0), ([], 1), (["low", "high"], 2), (["high", "low"], 2)])
    func theHeadNamesTheLevel(header: [String], expected: Int) throws {
        #expect(try Self.level("", header: header).level == expected)
    }

    @Test(arguments: [("low", "high", 2), ("high", "low", 2), ("low", "low", 0), ("medium", "low", 1)])
    func theHighestNamedLevelCounts(header: String, body: String, expected: Int) throws {
        #expect(try Self.level(#"{"moderation_level":"\#(body)"}"#, header: [header]).level == expected)
    }

    @Test(arguments: [(0, "low", 0), (1, "low", 1), (2, "low", 2), (2, "high", 2), (1, "high", 2)])
    func noRequestGoesBelowTheFloor(floor: Int, named: String, expected: Int) throws {
        #expect(try Self.level(#"{"moderation_level":"\#(named)"}"#, floor: floor).level == expected)
    }

    @Test(arguments: [
        #"{"moderation_level":"extreme"}"#, #"{"moderation_level":"High"}"#, #"{"moderation_level":""}"#,
        #"{"moderation_level":2}"#, #"{"moderation_level":null}"#, #"{"moderation_level":["high"]}"#,
        #"{"moderation_level":true}"#,
    ])
    func anUnknownLevelIsRefusedWithoutRepeatingIt(body: String) throws {
        let answer = try #require(try Self.level(body).answer)
        #expect(answer.head.status == 400)
        let text = answer.text
        #expect(text.contains("bad_request"))
        #expect(!text.contains("extreme"))
    }

    @Test func anUnknownLevelInTheHeadIsRefusedBeforeTheBodyIsRead() throws {
        let answer = try #require(try Self.level("{", header: ["extreme"]).answer)
        let text = answer.text
        #expect(text.contains("low, medium, high"))
        #expect(!text.contains("extreme"))
    }

    @Test func theLevelTakesEffectBeforeItsFieldGoes() throws {
        let (level, body, answer) = try Self.level(
            #"{"model":"m","moderation_level":"high"}"#, yaml: "[{strip_fields: [moderation_level]}, forward]"
        )
        #expect(answer == nil)
        #expect(level == 2)
        #expect(body == #"{"model":"m"}"#)
    }

    @Test func formsNameTheLevelAsWell() throws {
        let yaml = "[{strip_fields: [moderation_level]}, forward]"
        let form = try Self.level(
            "model=m&moderation_level=high", yaml: yaml, type: "application/x-www-form-urlencoded")
        #expect(form.level == 2)
        #expect(form.body == "model=m")
        let part = "--cut\r\nContent-Disposition: form-data; name=\"moderation_level\"\r\n\r\nhigh\r\n"
        let multipart = try Self.level(
            "\(part)--cut--", yaml: yaml, type: "multipart/form-data; boundary=cut")
        #expect(multipart.level == 2)
        #expect(multipart.body == "--cut--")
    }

    @Test func brokenJSONIsRefusedWhereALevelMayBeInIt() throws {
        let answer = try #require(try Self.level(#"{"moderation_level":"high""#).answer)
        #expect(answer.code == "invalid_json")
    }

    @Test func withoutASourceTheBodyIsNotLookedAt() throws {
        let chain = try chain("[forward]")
        var exchange = Exchange.sample(body: "{")
        #expect(chain.receive(&exchange) == nil)
        #expect(exchange.level == 1)
    }
}
