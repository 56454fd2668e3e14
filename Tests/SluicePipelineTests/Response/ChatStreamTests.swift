import SluicePipeline
import SluiceRules
import Testing

/// Streams of OpenAI chat completions through `filter_response`.
struct ChatStreamTests {
    private static let role =
        #"data: {"id":"c1","object":"chat.completion.chunk","created":7,"model":"m","#
        + #""choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"# + "\n\n"
    private static let stop =
        #"data: {"id":"c1","object":"chat.completion.chunk","created":7,"model":"m","#
        + #""choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\n"
    private static let done = "data: [DONE]\n\n"

    private static func delta(_ text: String, choice: Int = 0) -> String {
        #"data: {"id":"c1","object":"chat.completion.chunk","created":7,"model":"m","#
            + #""choices":[{"index":\#(choice),"delta":{"content":"\#(text)"},"finish_reason":null}]}"#
            + "\n\n"
    }

    private func run(
        _ events: [String], end: AnswerRun.End = .complete,
        options: FilterResponse.Options = FilterResponse.Options()
    ) throws -> AnswerRun {
        let exchange = try TestRules.exchange(body: #"{"model":"m","stream":true,"messages":[]}"#)
        return AnswerRun(
            exchange, contentType: "text/event-stream; charset=utf-8", pieces: events.map { Array($0.utf8) },
            end: end, options: options)
    }

    @Test func aCleanStreamIsPassedOnByteForByte() throws {
        let events = [
            Self.role, Self.delta("hello "), ": a comment\n\n", Self.delta("project"), Self.stop, Self.done,
        ]
        let result = try run(events)
        #expect(result.text == events.joined())
        #expect(result.status == 200)
        #expect(result.framing == .chunked)
        #expect(result.state == .complete)
    }

    @Test func nonNumbersHideNothing() throws {
        let result = try run(
            [Self.role, Self.delta("see project"), Self.delta(#" \u006eightjar"#), Self.stop, Self.done].map {
                $0.replacing(#""created":7"#, with: #""created":NaN,"a":[Infinity,-Infinity]"#)
            })
        #expect(result.text.contains("see [name]"))
        #expect(!result.text.contains("ightjar"))
    }

    @Test(arguments: [
        delta("more").replacing(#""index":0"#, with: #""index":0,"index":0"#),
        delta("more").replacing(
            "7", with: String(repeating: "[", count: 200) + String(repeating: "]", count: 200)),
        delta("more").replacing("}]}", with: "}}]}"), "data: {\"a\":\"more\" \n\n",
        "data: [{\"a\":\"more\"},]\n\n",
    ])
    func anEventThatBeginsLikeJSONAndIsNoneEndsTheStream(event: String) throws {
        let result = try run([Self.role, Self.delta("hi"), event, Self.stop, Self.done])
        #expect(result.text.hasPrefix(Self.role + Self.delta("hi")))
        #expect(result.text.contains("response_uninspectable"))
        #expect(!result.text.contains("more"))
    }

    @Test func aMatchAcrossEventsIsReplacedWhereItBeginsAndCutFromTheRest() throws {
        let result = try run([
            Self.role, Self.delta("see pro"), Self.delta("ject night"), Self.delta("jar now"), Self.stop,
            Self.done,
        ])
        let expected = [
            Self.role, Self.delta("see [name]"), Self.delta(""), Self.delta(" now"), Self.stop, Self.done,
        ]
        #expect(result.text == expected.joined())
        #expect(result.findings.count == 1)
    }

    @Test func textLeavesAsSoonAsNoRuleCanMatchItAnyMore() throws {
        let result = try run([Self.role, Self.delta("a pro"), Self.delta("blem"), Self.stop, Self.done])
        #expect(result.prefixes[2] == [])
        #expect(
            result.prefixes[3] == Array([Self.role, Self.delta("a pro"), Self.delta("blem")].joined().utf8))
    }

    @Test func aBlockBeforeTheFirstTextIsARealErrorAnswer() throws {
        let result = try run([
            Self.role, Self.delta("forbid"), Self.delta("den step one"), Self.stop, Self.done,
        ])
        #expect(result.status == 400)
        #expect(result.text.contains(#""code":"dangerous_procedure""#))
        #expect(result.text.contains("This answer was withheld."))
        #expect(result.fields[.xShouldRetry] == "false")
        #expect(result.fields[.xSluiceEvent] == "EVENT1")
        #expect(result.framing == .length(result.body.count))
    }

    @Test func aBlockInTheMiddleEndsTheStreamInItsOwnGrammar() throws {
        let result = try run([
            Self.role, Self.delta("Sure. A forbid"), Self.delta("den step"), Self.delta(" never"),
        ])
        #expect(result.status == 200)
        #expect(result.text.hasPrefix(Self.role + Self.delta("Sure. A ")))
        #expect(result.text.hasSuffix(Self.done))
        #expect(result.text.contains(#""finish_reason":"content_filter""#))
        #expect(!result.text.contains("forbid"))
        #expect(!result.text.contains("never"))
        #expect(result.state == .complete)
    }

    @Test func aHardEndingIsAnErrorEvent() throws {
        var options = FilterResponse.Options()
        options.ending = .hard
        let result = try run([Self.role, Self.delta("Sure. A forbidden step")], options: options)
        #expect(result.text.hasPrefix(Self.role + Self.delta("Sure. A ")))
        #expect(result.text.contains(#"data: {"error":{"#))
        #expect(!result.text.contains("finish_reason\":\"content_filter"))
    }

    @Test func aBlockedEventThatEndsItsChoiceSaysContentFilter() throws {
        let last = Self.delta("so a forbidden step").replacing(
            #""finish_reason":null"#, with: #""finish_reason":"stop""#)
        let result = try run([Self.role, last, Self.done])
        #expect(!result.text.contains(#""finish_reason":"stop""#))
        #expect(result.text.contains(#""content":"so a ""#))
        #expect(result.text.contains(#""finish_reason":"content_filter""#))
        #expect(result.text.hasSuffix(Self.done))
    }

    @Test func theChoicesOfAStreamAreTextsOfTheirOwn() throws {
        let events = [
            Self.role, Self.delta("project ", choice: 0), Self.delta("nightjar", choice: 1), Self.stop,
            Self.done,
        ]
        #expect(try run(events).text == events.joined())
    }

    @Test func shadowRulesOnlyCount() throws {
        let events = [Self.role, Self.delta("this is only cou"), Self.delta("nted so"), Self.stop, Self.done]
        let result = try run(events)
        #expect(result.text == events.joined())
        #expect(result.findings.map(\.isShadow) == [true])
    }

    @Test func aLastEventWithoutBlankLineIsInspectedAndCompleted() throws {
        let open = String(Self.delta("project nightjar").dropLast(2))
        let result = try run([Self.role, open])
        #expect(result.text == Self.role + Self.delta("[name]"))
    }

    @Test func aBreakInTheMiddleIsNeverACleanEnd() throws {
        let refusal = Refusal(.upstreamClosed, "The provider broke off.")
        let result = try run([Self.role, Self.delta("hello pro")], end: .broken(refusal))
        #expect(result.text.hasPrefix(Self.role + Self.delta("hello pro")))
        #expect(result.text.contains(#""code":"upstream_closed""#))
        #expect(!result.text.contains("[DONE]"))
        #expect(result.state == .broken)
    }

    @Test func aBreakBeforeTheFirstTextIsAnErrorAnswer() throws {
        let refusal = Refusal(.upstreamClosed, "The provider broke off.")
        let result = try run([Self.role], end: .broken(refusal))
        #expect(result.status == 502)
    }

    @Test func dataThatIsNoJSONIsInspectedAsText() throws {
        let result = try run([
            Self.role, Self.delta("x"), "data: plain project nightjar\n\n", Self.stop, Self.done,
        ])
        #expect(result.text.contains("data: plain [name]\n\n"))
    }

    @Test func commentsAreTextsToo() throws {
        let result = try run([Self.role, Self.delta("x"), ": project nightjar\n\n", Self.stop, Self.done])
        #expect(result.text == [Self.role, Self.delta("x"), Self.stop, Self.done].joined())
    }

    @Test func whatFollowsTheTerminatorIsInspected() throws {
        let result = try run([
            Self.role, Self.delta("x"), Self.stop, Self.done, Self.delta("project nightjar"),
        ])
        #expect(!result.text.contains("nightjar"))
    }

    @Test func invalidUTF8IsReplacedAndStillInspected() throws {
        let exchange = try TestRules.exchange(body: "{}")
        let bytes = Array(Self.delta("ab@cd project nightjar").utf8).map {
            $0 == UInt8(ascii: "@") ? 0xFF : $0
        }
        let result = AnswerRun(exchange, contentType: "text/event-stream", pieces: [bytes])
        #expect(result.text.contains("ab\u{FFFD}cd [name]"))
    }

    @Test func anUnknownStringIsInspectedBlockedOrPassedAsConfigured() throws {
        let odd = #"data: {"choices":[{"index":0,"delta":{"novel":"project nightjar"}}]}"# + "\n\n"
        let events = [Self.role, Self.delta("x"), odd, Self.stop, Self.done]
        #expect(try run(events).text.contains(#""novel":"[name]""#))
        var options = FilterResponse.Options()
        options.unknownEvent = .pass
        #expect(try run(events, options: options).text == events.joined())
        options.unknownEvent = .block
        let blocked = try run(events, options: options)
        #expect(blocked.text.contains("response_uninspectable"))
        #expect(blocked.state == .broken)
    }

    @Test(
        arguments: ["foo: 1\n\n", "foo\n", "\u{FEFF}foo\r\n\r\n"],
        ["application/json", "text/plain", "x/y", nil])
    func whatIsAskedForAsAStreamIsReadAsOne(first: String, type: String?) throws {
        let exchange = try TestRules.exchange(body: #"{"model":"m","stream":true,"messages":[]}"#)
        let pieces = [first, Self.delta("a project night"), Self.delta("jar"), Self.done]
        let result = AnswerRun(exchange, contentType: type, pieces: pieces.map { Array($0.utf8) })
        let expected = [Self.delta("a [name]"), Self.delta(""), Self.done]
        #expect(result.text.hasSuffix(expected.joined()))
    }

    @Test(arguments: [1, 6000])
    func aStreamWithMoreTextsThanAreKeptIsEnded(choicesPerEvent: Int) throws {
        let choice = #"{"index":%,"delta":{"content":"x"},"finish_reason":"stop"}"#
        let choices = (0..<6000).map { choice.replacing("%", with: String($0)) }
        let events = stride(from: 0, to: choices.count, by: choicesPerEvent).map {
            #"data: {"choices":["# + choices[$0..<($0 + choicesPerEvent)].joined(separator: ",") + "]}\n\n"
        }
        let result = try run([Self.role, Self.delta("x")] + events)
        #expect(result.state == .broken)
        #expect(result.text.contains("response_uninspectable"))
    }

    @Test func aFinishReasonInEachChunkCountsNoTexts() throws {
        let chunk = Self.delta("x pro").replacing(#""finish_reason":null"#, with: #""finish_reason":"stop""#)
        let events = [Self.role] + Array(repeating: chunk, count: 6000)
        #expect(try run(events).text == events.joined())
    }

    @Test func anEventLargerThanTheCapEndsTheStream() throws {
        var options = FilterResponse.Options()
        options.maximumEventBytes = 512
        let long = "data: " + String(repeating: "x", count: 2000)
        let result = try run([Self.role, Self.delta("x"), long], options: options)
        #expect(result.state == .broken)
        #expect(result.text.contains("response_uninspectable"))
    }

    @Test(arguments: [
        (##"data: {"choices":[{"index":0,"delta":{"content":"half"##, ""),
        ("event: x\ndata: {\"a\":[", ""), ("data: half", "data: half\n\n"),
        ("data: [DONE]", "data: [DONE]\n\n"),
    ])
    func jsonThatTheEndCutInTwoIsLeftOut(rest: String, expected: String) throws {
        let result = try run([Self.role, Self.delta("x"), rest])
        #expect(result.text == Self.role + Self.delta("x") + expected)
    }
}
