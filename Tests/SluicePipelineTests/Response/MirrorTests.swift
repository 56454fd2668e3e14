import SluicePipeline
import Testing

/// Log probabilities: they say the text again token by token, and may say another one.
struct MirrorTests {
    private func run(_ path: String, _ body: String, type: String = "application/json") throws -> AnswerRun {
        AnswerRun(try TestRules.exchange(path: path), contentType: type, pieces: [Array(body.utf8)])
    }

    private static func bytes(_ text: String) -> String {
        "[\(text.utf8.map(String.init).joined(separator: ","))]"
    }

    /// Log probabilities by the API that has them: what stands around them, and their own shapes.
    static let clean = "a clean text"

    private static func tokens(_ first: String, _ second: String) -> [String] {
        [
            #"[{"token":"\#(first)","logprob":-1},{"token":"\#(second)","logprob":-1}]"#,
            #"[{"token":"x","bytes":\#(bytes(first))},{"token":"y","bytes":\#(bytes(second))}]"#,
            #"[{"token":"x","bytes":[120],"top_logprobs":[{"token":"\#(first)\#(second)"}]}]"#,
            #"[{"token":"x","top_logprobs":[{"token":"z","bytes":\#(bytes(first + second))}]}]"#,
            #"[{"token":"x","novel":"\#(first)\#(second)"}]"#,
        ]
    }

    private static let chat =
        #"{"choices":[{"index":0,"message":{"content":"a clean text"},"logprobs":{"content":LIST,"refusal":null}},{"index":1,"message":{"content":"b"},"logprobs":{"content":[{"token":"b"}]}}]}"#

    @Test(arguments: ["project", "forbidden"])
    func aWholeAnswerLosesThoseThatARuleHitsAndNoOthers(first: String) throws {
        let second = first == "project" ? " nightjar" : " step"
        for list in Self.tokens(first, second) {
            let result = try run("/v1/chat/completions", Self.chat.replacing("LIST", with: list))
            #expect(
                result.text
                    == #"{"choices":[{"index":0,"message":{"content":"a clean text"}},{"index":1,"message":{"content":"b"},"logprobs":{"content":[{"token":"b"}]}}]}"#,
                "\(list)")
            #expect(result.findings.isEmpty)
        }
        for list in Self.tokens("project", " owl") {
            let answer = Self.chat.replacing("LIST", with: list)
            #expect(try run("/v1/chat/completions", answer).text == answer)
        }
    }

    @Test(arguments: [
        (
            "/v1/completions",
            #"{"choices":[{"index":0,"text":"t","logprobs":{"tokens":["project"," nightjar"],"token_logprobs":[-1,-1]}}]}"#,
            #"{"choices":[{"index":0,"text":"t"}]}"#
        ),
        (
            "/v1/completions",
            #"{"choices":[{"index":0,"text":"t","logprobs":{"tokens":["t"],"top_logprobs":[{"project nightjar":-1}]}}]}"#,
            #"{"choices":[{"index":0,"text":"t"}]}"#
        ),
        (
            "/v1/responses",
            #"{"output":[{"type":"message","content":[{"type":"output_text","text":"t","logprobs":[{"token":"project"},{"token":" nightjar"}]}]}]}"#,
            #"{"output":[{"type":"message","content":[{"type":"output_text","text":"t"}]}]}"#
        ),
        (
            "/v1beta/models/m:generateContent",
            #"{"candidates":[{"content":{"parts":[{"text":"t"}]},"logprobsResult":{"chosenCandidates":[{"token":"project"},{"token":" nightjar"}]}}]}"#,
            #"{"candidates":[{"content":{"parts":[{"text":"t"}]}}]}"#
        ),
        (
            "/v1beta/models/m:generateContent",
            #"{"candidates":[{"content":{"parts":[{"text":"t"}]},"logprobsResult":{"topCandidates":[{"candidates":[{"token":"project nightjar"}]}]}}]}"#,
            #"{"candidates":[{"content":{"parts":[{"text":"t"}]}}]}"#
        ),
        (
            "/api/generate",
            #"{"response":"t","done":true,"logprobs":[{"token":"project"},{"token":" nightjar"}]}"#,
            #"{"response":"t","done":true}"#
        ),
        (
            "/v1/chat/completions", #"{"choices":[{"index":0,"message":{},"logprobs":"project nightjar"}]}"#,
            #"{"choices":[{"index":0,"message":{}}]}"#
        ),
    ])
    func everyShapeOfThemIsRead(path: String, answer: String, expected: String) throws {
        #expect(try run(path, answer).text == expected)
    }

    private static func chunk(_ content: String, _ tokens: String...) -> String {
        let list = tokens.map { #"{"token":"\#($0)","bytes":\#(bytes($0))}"# }.joined(separator: ",")
        return
            #"{"choices":[{"index":0,"delta":{"content":"\#(content)"},"logprobs":{"content":[\#(list)]}}]}"#
    }

    private func stream(_ chunks: [String]) throws -> [Substring] {
        let body = chunks.map { "data: \($0)\n\n" }.joined() + "data: [DONE]\n\n"
        let result = try run("/v1/chat/completions", body, type: "text/event-stream")
        #expect(result.findings.isEmpty)
        return result.text.split(separator: "\n").map { $0.dropFirst("data: ".count) }
    }

    @Test(arguments: [("project", " nightjar"), ("forbidden", " step")])
    func theTokensOfAStreamAreOneText(first: String, second: String) throws {
        let got = try stream([
            Self.chunk("a", "a"), Self.chunk("b", " \(first)"), Self.chunk("c", second),
            Self.chunk("d", " d"),
        ])
        #expect(got[0] == Self.chunk("a", "a"))
        #expect(got[1] == Self.chunk("b", " \(first)"), "what has left can't be taken back")
        #expect(got[2] == #"{"choices":[{"index":0,"delta":{"content":"c"}}]}"#)
        #expect(got.last == "[DONE]")
        #expect(!got.joined().contains(second))
    }

    @Test func theirBytesMayCutACharacter() throws {
        let halves = [
            #"{"choices":[{"index":0,"delta":{"content":"a"},"logprobs":{"content":[{"token":"\\xc3","bytes":[195]}]}}]}"#,
            #"{"choices":[{"index":0,"delta":{"content":"b"},"logprobs":{"content":[{"token":"\\xa9","bytes":[169]}]}}]}"#,
        ]
        #expect(try stream(halves).dropLast() == halves.map { $0[...] })
    }

    @Test func aCleanStreamKeepsThem() throws {
        let chunks = [
            Self.chunk("a project", "a", " project"), Self.chunk(" owl", " owl"), Self.chunk("", ""),
        ]
        #expect(try stream(chunks).dropLast() == chunks.map { $0[...] })
    }
}
