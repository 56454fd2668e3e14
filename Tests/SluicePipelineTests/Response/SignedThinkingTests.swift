import SluicePipeline
import SluiceRules
import SluiceWire
import Testing

/// Text under a signature is passed on as it is or blocked, never edited.
struct SignedThinkingTests {
    private static func event(_ data: String) -> String {
        let type = data.split(separator: "\"").dropFirst(2).first ?? ""
        return "event: \(type)\ndata: \(data)\n\n"
    }

    private static let start =
        event(#"{"type":"message_start","message":{"usage":{"input_tokens":1,"output_tokens":1}}}"#)
        + event(
            #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#
        )
    private static let signature =
        event(
            #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}"#
        )
        + event(#"{"type":"content_block_stop","index":0}"#)

    private static func thought(_ text: String) -> String {
        event(
            #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"\#(text)"}}"#
        )
    }

    private static func text(_ text: String) -> String {
        event(#"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#)
            + event(
                #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"\#(text)"}}"#)
            + event(#"{"type":"content_block_stop","index":1}"#)
    }

    private static let end =
        event(#"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}"#)
        + event(#"{"type":"message_stop"}"#)

    private func run(_ body: String, type: String = "text/event-stream", cutAt cut: Int? = nil) throws
        -> AnswerRun
    {
        let bytes = Array(body.utf8)
        let pieces = cut.map { [Array(bytes[..<$0]), Array(bytes[$0...])] } ?? [bytes]
        return AnswerRun(
            try TestRules.exchange(path: "/v1/messages", body: "{}"), contentType: type, pieces: pieces)
    }

    @Test func thinkingWithoutAHitKeepsItsSignatureAndTextIsRedactedBesideIt() throws {
        let stream = Self.start + Self.thought("a project plan") + Self.signature
        let result = try run(stream + Self.text("on project nightjar") + Self.end)
        #expect(result.text == stream + Self.text("on [name]") + Self.end)
    }

    @Test func whatWouldBeRedactedInThinkingEndsTheStream() throws {
        let stream =
            Self.start + Self.thought("it is pro") + Self.thought("ject nightjar, so") + Self.signature
            + Self.text("well") + Self.end
        let result = try run(stream)
        #expect(result.text.hasPrefix(Self.start + Self.thought("it is ") + "event: content_block_stop"))
        #expect(result.text.contains(#""stop_reason":"refusal""#))
        #expect(
            !result.text.contains("[name]") && !result.text.contains("c2ln") && !result.text.contains("well"))
        #expect(result.state == .complete)
        #expect(result.findings.map(\.action) == [.block])
        #expect(result.findings.map(\.target) == [.responseReasoning])
        for cut in 1..<stream.utf8.count {
            #expect(try run(stream, cutAt: cut).body == result.body)
        }
    }

    @Test func atItsVeryBeginningTheAnswerIsAnError() throws {
        let result = try run(Self.start + Self.thought("project nightjar") + Self.signature + Self.end)
        #expect(result.status == 400)
        #expect(!result.text.contains("nightjar"))
    }

    /// A whole answer is decided like the stream of it.
    @Test func aWholeAnswerWithAHitInItsThinkingIsAnError() throws {
        let thinking = #"{"type":"thinking","thinking":"it is project nightjar","signature":"c2ln"}"#
        let clean = #"{"content":[{"type":"text","text":"well"}]}"#
        let blocked = try run(
            #"{"content":[\#(thinking),{"type":"text","text":"well"}]}"#, type: "application/json")
        #expect(blocked.status == 400)
        #expect(blocked.findings.map(\.action) == [.block])
        #expect(!blocked.text.contains("c2ln"))
        #expect(try run(clean, type: "application/json").text == clean)
    }

    @Test func aRequestThatBringsSuchABlockBackIsRefused() throws {
        let turn = #"{"type":"thinking","thinking":"it is project nightjar","signature":"c2ln"}"#
        var exchange = try TestRules.exchange(
            path: "/v1/messages", body: #"{"messages":[{"role":"assistant","content":[\#(turn)]}]}"#)
        let answer = Chain(stages: [FilterRequest()]).receive(&exchange)
        #expect(answer?.head.status == 400)
        #expect(exchange.findings.map(\.action) == [.block])
    }

    @Test func rulesThatOnlyCountDoNothingInThinkingEither() throws {
        let stream = Self.start + Self.thought("this is only counted") + Self.signature + Self.end
        let result = try run(stream)
        #expect(result.text == stream)
        #expect(result.findings.map(\.isShadow) == [true])
    }

    @Test func reasoningFromAnthropicByAnotherWayIsSignedToo() throws {
        func chunk(_ text: String, format: String) -> String {
            #"data: {"choices":[{"index":0,"delta":{"reasoning_details":[{"type":"reasoning.text","index":0,"#
                + #""text":"\#(text)","format":"\#(format)"}]}}]}"# + "\n\n"
        }
        for (format, isBlocked) in [("anthropic-claude-v1", true), ("unknown", false)] {
            let stream = [chunk("it is pro", format: format), chunk("ject nightjar", format: format)].joined()
            let result = AnswerRun(
                try TestRules.exchange(body: "{}"), contentType: "text/event-stream",
                pieces: [Array((stream + "data: [DONE]\n\n").utf8)])
            #expect(result.text.contains("[name]") != isBlocked)
            #expect(result.text.contains("content_filter") == isBlocked)
        }
    }
}
