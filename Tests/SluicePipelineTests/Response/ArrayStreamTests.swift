import SluicePipeline
import SluiceRules
import Testing

/// Gemini's streams without `alt=sse`: one array whose elements come one by one.
struct ArrayStreamTests {
    private static func element(_ text: String) -> String {
        #"{"candidates":[{"content":{"parts":[{"text":"\#(text)"}],"role":"model"},"index":0}]}"#
    }

    private static func body(_ texts: String...) -> String {
        "[" + texts.map(element).joined(separator: "\r\n,\r\n") + "\r\n]\r\n"
    }

    private func run(_ body: String, pieces size: Int) throws -> AnswerRun {
        let bytes = Array(body.utf8)
        let pieces = stride(from: 0, to: bytes.count, by: size).map {
            Array(bytes[$0..<min($0 + size, bytes.count)])
        }
        let exchange = try TestRules.exchange(path: "/v1beta/models/m:streamGenerateContent", body: "{}")
        return AnswerRun(exchange, contentType: "application/json", pieces: pieces)
    }

    @Test(arguments: [
        (body("hi", "there"), body("hi", "there")),
        (body("the project ni", "ghtjar it is"), body("the [name]", " it is")),
        (body("a forb", "idden step", " more"), nil),
        ("\u{FEFF}" + body("a forb", "idden step", " more"), nil),
        ("[project nightjar " + body("hi").dropFirst(), nil),
        (
            body("hi").replacing("\r\n]", with: ",project nightjar]"),
            body("hi").replacing("\r\n]", with: ",[name]]")
        ),
    ])
    func everyCutGivesTheSameArray(body: String, expected: String?) throws {
        let whole = try run(body, pieces: body.utf8.count)
        if let expected { #expect(whole.text == expected) }
        let text = whole.text
        #expect(!text.contains("idden") && !text.contains("nightjar"))
        for size in 1...40 { #expect(try run(body, pieces: size).text == whole.text, "pieces of \(size)") }
    }

    @Test func elementsLeaveAsTheyCome() throws {
        let body = Self.body("first words", "second words")
        let result = try run(body, pieces: 1)
        #expect(result.prefixes.contains { !$0.isEmpty && $0.count < body.utf8.count / 2 + 9 })
    }

    @Test func aBlockLeavesAWholeArray() throws {
        let result = try run(Self.body("well, a forb", "idden step"), pieces: 9)
        #expect(result.text.hasPrefix("[" + Self.element("well, a ")))
        #expect(result.text.contains(#""finishReason":"PROHIBITED_CONTENT""#))
        #expect(result.text.hasSuffix("}\r\n]\r\n"))
    }
}
