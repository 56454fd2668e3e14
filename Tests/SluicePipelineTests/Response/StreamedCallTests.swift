import SluicePipeline
import SluiceRules
import Testing

/// Gemini's calls whose arguments are streamed: each value by the path where it belongs.
struct StreamedCallTests {
    private static func fragment(_ path: String, _ text: String) -> String {
        #"{"functionCall":{"partialArgs":[{"jsonPath":"\#(path)","stringValue":"\#(text)","willContinue":true}],"willContinue":true}}"#
    }

    private static func call(_ name: String) -> String {
        #"{"functionCall":{"name":"\#(name)","willContinue":true}}"#
    }

    private static func stream(_ parts: [String]) -> String {
        parts.map {
            #"data: {"candidates":[{"content":{"parts":[\#($0)],"role":"model"},"index":0}]}"# + "\r\n\r\n"
        }.joined()
    }

    private func run(_ parts: [String]) throws -> String {
        let exchange = try TestRules.exchange(path: "/v1beta/models/m:streamGenerateContent", body: "{}")
        return AnswerRun(
            exchange, contentType: "text/event-stream", pieces: Array(Self.stream(parts).utf8).map { [$0] }
        ).text
    }

    private static let paths = [
        ("$.a", "$.a"), ("$.list[0]", "$.list[0]"), (#"$[\"a b\"]"#, #"$[\u0022a b\u0022]"#),
    ]

    @Test(arguments: paths)
    func theFragmentsOfOneValueAreOneText(first: String, second: String) throws {
        let sent = try run([
            Self.call("f"), Self.fragment(first, "project ni"), Self.fragment(second, "ghtjar"),
        ])
        #expect(
            sent
                == Self.stream([Self.call("f"), Self.fragment(first, "[name]"), Self.fragment(second, "")]))
    }

    @Test func fragmentsOfTwoValuesMayTakeTurns() throws {
        let sent = try run([
            Self.call("f"), Self.fragment("$.a", "project ni"), Self.fragment("$.b", "so project"),
            Self.fragment("$.a", "ghtjar"), Self.fragment("$.b", " nightjar it is"),
        ])
        #expect(
            sent
                == Self.stream([
                    Self.call("f"), Self.fragment("$.a", "[name]"), Self.fragment("$.b", "so [name]"),
                    Self.fragment("$.a", ""), Self.fragment("$.b", " it is"),
                ]))
    }

    /// Joined they would be one word, `xproject`, in which no rule sees its own.
    @Test func theStringsOfAnArrayAreTextsOfTheirOwn() throws {
        let parts = [
            Self.call("f"), Self.fragment("$.list[0]", "x"), Self.fragment("$.list[1]", "project nightjar"),
        ]
        #expect(
            try run(parts)
                == Self.stream([parts[0], parts[1], Self.fragment("$.list[1]", "[name]")]))
        let clean = [
            Self.call("f"), Self.fragment("$.list[0]", "project"), Self.fragment("$.list[1]", " nightjar"),
        ]
        #expect(try run(clean) == Self.stream(clean))
    }

    @Test func theNextCallBeginsAnew() throws {
        let parts = [
            Self.call("f"), Self.fragment("$.a", "x"), Self.call("g"),
            Self.fragment("$.a", "project nightjar"),
        ]
        #expect(
            try run(parts) == Self.stream(Array(parts.prefix(3)) + [Self.fragment("$.a", "[name]")]))
    }

    /// Text goes on behind a call, as an SDK puts it together.
    @Test func aCallDoesNotEndTheTextAroundIt() throws {
        let sent = try run([#"{"text":"project ni"}"#, Self.call("f"), #"{"text":"ghtjar"}"#])
        #expect(sent == Self.stream([#"{"text":"[name]"}"#, Self.call("f"), #"{"text":""}"#]))
    }
}
