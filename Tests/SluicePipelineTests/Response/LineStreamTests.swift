import SluicePipeline
import SluiceRules
import Testing

/// Ollama's streams: one JSON value a line.
struct LineStreamTests {
    private func run(_ lines: [String], path: String = "/api/generate", end: String = "\n") throws
        -> AnswerRun
    {
        let body = lines.joined(separator: "\n") + end
        let exchange = try TestRules.exchange(path: path, body: "{}")
        let pieces = Array(body.utf8).map { [$0] }
        let result = AnswerRun(exchange, contentType: "application/x-ndjson", pieces: pieces)
        let whole = AnswerRun(exchange, contentType: "application/x-ndjson", pieces: [Array(body.utf8)])
        #expect(result.text == whole.text)
        return result
    }

    private static func line(_ text: String, _ rest: String = #""done":false"#) -> String {
        #"{"model":"m","response":"\#(text)",\#(rest)}"#
    }

    @Test(arguments: ["\n", "", "\r\n"])
    func aCleanStreamIsUntouched(end: String) throws {
        let lines = [Self.line("a"), Self.line("", #""done":true,"context":[1,2,3]"#)]
        #expect(try run(lines, end: end).text == lines.joined(separator: "\n") + end)
    }

    private static let labels = [
        "application/json", "text/plain", "text/event-stream", nil, "application/octet-stream",
        "application/x-ndjson", "application/json; charset=utf-8",
    ]

    @Test(arguments: labels, ["\n", "\r\n", "\n\n"])
    func linesAreAStreamWhateverTheirLabel(contentType: String?, end: String) throws {
        let lines = [Self.line("see project"), Self.line(" nightjar"), Self.line("", #""done":true"#)]
        let body = Array((lines.joined(separator: end) + end).utf8)
        let exchange = try TestRules.exchange(path: "/api/generate", body: "{}")
        let whole = AnswerRun(exchange, contentType: contentType, pieces: [body])
        #expect(whole.text.contains("see [name]"))
        #expect(!whole.text.contains("nightjar"))
        #expect(AnswerRun(exchange, contentType: contentType, pieces: body.map { [$0] }).text == whole.text)
        let clean = Array(String(decoding: body, as: UTF8.self).replacing("project", with: "prose").utf8)
        let passed = AnswerRun(exchange, contentType: contentType, pieces: clean.map { [$0] })
        #expect(passed.body == clean)
        #expect(passed.prefixes.contains { !$0.isEmpty && $0.count < clean.count - 9 })
    }

    @Test func eventsUnderALabelForLinesAreEvents() throws {
        let exchange = try TestRules.exchange(body: "{}")
        let body = ["see project", " nightjar"].map {
            #"data: {"choices":[{"index":0,"delta":{"content":"\#($0)"}}]}"# + "\n\n"
        }.joined()
        for pieces in [[Array(body.utf8)], Array(body.utf8).map { [$0] }] {
            let result = AnswerRun(exchange, contentType: "application/x-ndjson", pieces: pieces)
            #expect(result.text.contains("see [name]"))
            #expect(!result.text.contains("nightjar"))
        }
    }

    @Test(arguments: ["application/json-seq", "application/json", "application/x-ndjson"])
    func aSequenceOfRecordsIsRefused(contentType: String) throws {
        let exchange = try TestRules.exchange(path: "/api/generate", body: "{}")
        let body = "\u{1e}" + Self.line(#"\u0070roject nightjar"#) + "\n"
        let result = AnswerRun(exchange, contentType: contentType, pieces: [Array(body.utf8)])
        #expect(result.status == 502)
    }

    @Test func tokenNumbersGoWithTheFirstEdit() throws {
        let lines = [
            Self.line("project ni"), Self.line("ghtjar"), Self.line("", #""context":[1,2,3],"done":true"#),
        ]
        let text = try run(lines).text
        #expect(
            text
                == [Self.line("[name]"), Self.line(""), Self.line("", #""done":true"#)].map { $0 + "\n" }
                .joined())
    }

    @Test(arguments: ["\n", ""])
    func aBlockEndsWithALineThatIsDone(end: String) throws {
        let text = try run([Self.line("well, a forb"), Self.line("idden step")], end: end).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3)
        #expect(lines[0] == Self.line("well, a "))
        #expect(lines[1].hasPrefix(#"{"model":"m","response":"This answer was withheld.","done":true"#))
    }

    @Test func aWholeAnswerLosesItsTokenNumbers() throws {
        let exchange = try TestRules.exchange(path: "/api/generate", body: "{}")
        let body = Self.line("project nightjar", #""done":true,"context":[1,2,3]"#)
        let result = AnswerRun(exchange, contentType: "application/json", pieces: [Array(body.utf8)])
        #expect(result.text == Self.line("[name]", #""done":true"#))
    }

    @Test func aBlockedRequestIsAnErrorOfOllama() throws {
        let exchange = try TestRules.exchange(
            path: "/api/chat", body: #"{"messages":[{"role":"user","content":"a forbidden step"}]}"#)
        let result = AnswerRun(exchange, contentType: "application/x-ndjson", pieces: [])
        #expect(result.status == 400)
        #expect(result.text.hasPrefix(#"{"error":"#))
    }

    @Test func aConversationInTokenNumbersIsRefused() throws {
        let exchange = try TestRules.exchange(path: "/api/generate", body: #"{"prompt":"a","context":[1,2]}"#)
        #expect(AnswerRun(exchange, contentType: nil, pieces: []).status == 400)
    }
}
