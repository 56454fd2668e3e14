import SluiceWire
import Testing

/// Several entries for one path, of which a word beside the text chooses.
struct PathChoiceTests {
    static let table = PathTable(
        side: .response, unnamed: .delta,
        [.value(.eventType, "type"), .opaque("parts[].kind")]
            + PathEntry.text("delta", .responseText, .delta, major: "out", minor: "part", channel: "text")
            .when("type", is: "text.delta")
            + PathEntry.text(
                "delta", .responseReasoning, .delta, major: "out", minor: "summary", channel: "summary"
            ).when("type", is: "summary.delta")
            + PathEntry.text("delta", .responseToolArguments, .delta, encoding: .json, major: "out")
            .when("type", is: "call.delta")
            + PathEntry.opaque("delta").when("type", is: "audio.delta")
            + [.text("parts[].text", .responseText, .delta, major: "parts[].index", channel: "part")]
            + PathEntry.text(
                "parts[].text", .responseReasoning, .delta, major: "parts[].index", channel: "thought"
            ).when("parts[].thought", is: "true"))

    @Test(arguments: [
        (
            #"{"type":"text.delta","out":3,"part":2,"summary":9,"delta":"a"}"#,
            SeenSite(text: "a", target: .responseText, kind: .delta, major: 3, minor: 2)
        ),
        (
            #"{"delta":"a","summary":9,"out":3,"part":2,"type":"text.delta"}"#,
            SeenSite(text: "a", target: .responseText, kind: .delta, major: 3, minor: 2)
        ),
        (
            #"{"out":3,"delta":"a","type":"t\u0065xt.delta","part":2}"#,
            SeenSite(text: "a", target: .responseText, kind: .delta, major: 3, minor: 2)
        ),
        (
            #"{"delta":"a","type":"summary.delta","summary":9,"out":3,"part":2}"#,
            SeenSite(text: "a", target: .responseReasoning, kind: .delta, major: 3, minor: 9)
        ),
        (
            #"{"delta":"a","type":"new.delta","out":3}"#,
            SeenSite(text: "a", target: .responseOther, kind: .delta, major: 3)
        ),
        (
            #"{"delta":"a"}"#, SeenSite(text: "a", target: .responseOther, kind: .delta)
        ),
        (
            #"{"delta":"a","type":"audio.delta"}"#,
            SeenSite(text: "a", target: .responseOther, kind: .opaque)
        ),
        (
            #"{"parts":[{"text":"a","thought":true,"index":1}]}"#,
            SeenSite(text: "a", target: .responseReasoning, kind: .delta, major: 1)
        ),
        (
            #"{"parts":[{"thought":false,"text":"a","index":1}]}"#,
            SeenSite(text: "a", target: .responseText, kind: .delta, major: 1)
        ),
    ])
    func theWordChoosesWhereverItStands(json: String, expected: SeenSite) throws {
        let sites = try Self.table.sites(json, options: .response).filter { !$0.isKey }
        #expect(sites.map(\.description).contains(expected.description), "\(sites)")
        #expect(sites.count { $0.text == "a" } == 1)
    }

    @Test func eachElementHasItsOwnWord() throws {
        let json = #"{"parts":[{"text":"a","thought":true},{"text":"b"},{"thought":true,"text":"c"}]}"#
        #expect(
            try Self.table.sites(json).filter { !$0.isKey }.map(\.target) == [
                .responseReasoning, .responseText, .responseReasoning,
            ])
    }

    @Test(arguments: ["type", "t\\u0079pe"])
    func aWordThatComesTwiceIsRefused(key: String) {
        let json = #"{"type":"text.delta","delta":"a","\#(key)":"audio.delta"}"#
        let error = #expect(throws: JSONError.self) { try Self.table.scanned(json, options: .response) }
        #expect(error?.reason == .duplicateKey)
    }

    @Test func theSpreadChannelsOfOneCaseAreOne() throws {
        let one = try Self.table.scanned(#"{"type":"call.delta","out":1,"delta":"{"}"#)
        let two = try Self.table.scanned(#"{"delta":"}","out":1,"type":"call.delta"}"#)
        let first = try #require(one.sites.last)
        let second = try #require(two.sites.first { $0.target == .responseToolArguments })
        #expect(first.channel == second.channel)
        #expect(second.encoding == .json)
    }
}
