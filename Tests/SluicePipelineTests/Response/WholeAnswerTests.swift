import Foundation
import SluicePipeline
import SluiceRules
import SluiceWire
import Testing

/// Answers in one piece, and answers whose label is wrong.
struct WholeAnswerTests {
    private static let clean =
        #"{"id":"c1","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"#
        + #""logprobs":{"content":[]},"finish_reason":"stop"}]}"#

    private func run(
        _ body: String, contentType: String? = "application/json", status: Int = 200,
        path: String = "/v1/chat/completions", options: FilterResponse.Options = FilterResponse.Options()
    ) throws -> AnswerRun {
        AnswerRun(
            try TestRules.exchange(path: path, body: "{}"), status: status, contentType: contentType,
            pieces: Array(body.utf8).chunks(of: 7), options: options)
    }

    @Test func aCleanAnswerIsPassedOnByteForByte() throws {
        let result = try run(Self.clean)
        #expect(result.text == Self.clean)
        #expect(result.framing == .length(Self.clean.utf8.count))
    }

    @Test func anEditChangesTheMatchedTextAndDropsItsLogprobs() throws {
        let result = try run(Self.clean.replacing("\"hi\"", with: #""the project nightjar \n ok""#))
        #expect(result.text.contains(#""content":"the [name] \n ok""#))
        #expect(!result.text.contains("logprobs"))
    }

    @Test func aBlockedAnswerIsAnErrorOfTheDialect() throws {
        let result = try run(Self.clean.replacing("hi", with: "forbidden step"))
        #expect(result.status == 400)
        #expect(result.text.contains(#""code":"dangerous_procedure""#))
        #expect(!result.text.contains("forbidden"))
    }

    @Test(arguments: [
        nil, "application/json", "text/event-stream", "text/plain", "application/x-odd",
        "application/octet-stream",
    ])
    func jsonIsReadWhateverItsLabel(contentType: String?) throws {
        let body = Self.clean.replacing("hi", with: #"project \u006eightjar"#)
        #expect(try run(body, contentType: contentType).text.contains("[name]"))
    }

    @Test(arguments: [nil, "application/json", "text/plain", "TEXT/EVENT-STREAM", "application/octet-stream"])
    func aStreamIsReadWhateverItsLabel(contentType: String?) throws {
        let body =
            #"data: {"choices":[{"index":0,"delta":{"content":"\u0070roject nightjar"}}]}"#
            + "\n\ndata: [DONE]\n\n"
        let result = try run(body, contentType: contentType)
        #expect(result.text.contains(#""content":"[name]""#))
        #expect(result.text.hasSuffix("data: [DONE]\n\n"))
    }

    @Test func whatIsNoJSONIsReadAsText() throws {
        #expect(try run("oops project nightjar", contentType: "application/json").text == "oops [name]")
        #expect(try run("{broken project nightjar", contentType: "application/json").text == "{broken [name]")
    }

    @Test(arguments: [
        (
            "/v1beta/models/m:generateContent",
            #"{"candidates":[{"content":{"parts":[{"text":"a proj"},{"text":"t","thought":true},{"text":"ect \u006eightjar b"}]}},{"content":{"parts":[{"text":"project"}]}},{"content":{"parts":[{"text":" nightjar"}]}}]}"#,
            #"{"candidates":[{"content":{"parts":[{"text":"a [name]"},{"text":"t","thought":true},{"text":" b"}]}},{"content":{"parts":[{"text":"project"}]}},{"content":{"parts":[{"text":" nightjar"}]}}]}"#
        ),
        (
            "/v1/chat/completions",
            #"{"choices":[{"index":0,"message":{"content":[{"type":"text","text":"project"},{"type":"text","text":" nightjar"}]}}]}"#,
            #"{"choices":[{"index":0,"message":{"content":[{"type":"text","text":"[name]"},{"type":"text","text":""}]}}]}"#
        ),
    ])
    func thePartsOfAMessageAreOneTextAsInAStream(path: String, body: String, expected: String) throws {
        #expect(try run(body, path: path).text == expected)
        let blocked = try run(
            body.replacing("proj", with: "forbidden").replacing(#"ect \u006eightjar"#, with: " step")
                .replacing("forbiddenect", with: "forbidden").replacing(" nightjar", with: " step"),
            path: path)
        #expect(blocked.state == .complete)
        #expect(!blocked.text.contains(" step"))
    }

    @Test func nonNumbersHideNothing() throws {
        for value in ["NaN", "Infinity", "-Infinity"] {
            let body = Self.clean.replacing("hi", with: #"project \u006eightjar"#)
                .replacing(#""content":[]"#, with: #""content":\#(value)"#)
            #expect(try run(body).text.contains(#""content":"[name]""#))
        }
    }

    private static let unreadable = [
        clean.replacing(#""index":0"#, with: #""index":0,"index":0"#),
        clean.replacing("[]", with: String(repeating: "[", count: 200) + String(repeating: "]", count: 200)),
        clean.replacing("}", with: ",}"), "\u{feff}" + clean + "x",
        "[" + clean + "," + clean, #"{"a":"b\u{1}"}"#,
    ]

    @Test(arguments: unreadable, ["application/json", "text/plain", "text/event-stream", nil])
    func whatBeginsLikeJSONAndIsNoneIsRefused(body: String, contentType: String?) throws {
        let result = try run(body, contentType: contentType)
        #expect(result.status == 502)
        #expect(result.text.contains(#""code":"response_uninspectable""#))
    }

    @Test(arguments: ["[Music] project nightjar", "{name} project nightjar", "[1] project nightjar"])
    func bracketsInTextsAreNoJSON(body: String) throws {
        #expect(
            try run(body, contentType: "text/plain", path: "/v1/audio/transcriptions").text
                == body.replacing("project nightjar", with: "[name]"))
    }

    @Test func plainTextIsFilteredAsItStreams() throws {
        let result = try run(
            "so project nightjar it is", contentType: "text/plain", path: "/v1/audio/transcriptions")
        #expect(result.text == "so [name] it is")
        let blocked = try run("so a forbidden step", contentType: "text/plain")
        #expect(blocked.text == "so a This answer was withheld.")
        #expect(blocked.state == .complete)
        var options = FilterResponse.Options()
        options.ending = .hard
        let broken = try run("so a forbidden step", contentType: "text/plain", options: options)
        #expect(broken.text == "so a ")
        #expect(broken.state == .broken)
    }

    @Test(
        arguments: [
            "\u{1}project nightjar", "{project nightjar\u{2}", ":project nightjar\0", "[", "", " ",
            "{\n project nightjar\u{0}",
        ], ["audio/mpeg", "application/octet-stream"])
    func binaryAnswersPassUntouched(body: String, contentType: String) throws {
        guard contentType == "audio/mpeg" || !body.hasPrefix(":") else { return }
        for pieces in [[Array(body.utf8)], Array(body.utf8).map { [$0] }] {
            let result = AnswerRun(
                try TestRules.exchange(body: "{}"), contentType: contentType, pieces: pieces)
            #expect(result.text == body)
            #expect(result.state == .complete)
        }
    }

    /// Whatever the label says, and without a change to bytes that are no UTF-8.
    @Test(
        arguments: ["so project nightjar is", "{project nightjar", "[Music] project nightjar"],
        ["audio/mpeg", "application/octet-stream", "image/png"])
    func textIsReadUnderABinaryLabel(body: String, contentType: String) throws {
        for pieces in [[Array(body.utf8) + [0xE9, 0x2E]], (Array(body.utf8) + [0xE9, 0x2E]).map { [$0] }] {
            let result = AnswerRun(
                try TestRules.exchange(path: "/v1/files/f/content", body: "{}"), contentType: contentType,
                pieces: pieces)
            let expected = body.replacing("project nightjar", with: "[name]")
            #expect(result.body == Array(expected.utf8) + [0xE9, 0x2E])
            #expect(result.receipt.unread(.response) == 0)
        }
    }

    @Test func aListOfAnswersIsReadAsOneBehindALineThatIsNone() throws {
        let list =
            "#\n"
            + #"{"custom_id":"a","response":{"body":{"choices":[{"message":{"content":"\u0070roject nightjar"}}]}}}"#
        let result = try run(list, contentType: "application/octet-stream", path: "/v1/files/f/content")
        #expect(result.text == list.replacing(#"\u0070roject nightjar"#, with: "[name]"))
    }

    @Test func aCommentBeginsAStreamUnderABinaryLabel() throws {
        let stream =
            #": x"# + "\n\n" + #"data: {"choices":[{"index":0,"delta":{"content":"project "}}]}"# + "\n\n"
            + #"data: {"choices":[{"index":0,"delta":{"content":"\u006eightjar"}}]}"# + "\n\ndata: [DONE]\n\n"
        #expect(try run(stream, contentType: "image/png").text.contains("[name]"))
    }

    @Test(arguments: ["so a \0p", "\0p", "p\0r", "so it is all fine \0p", "so a pro\0ject", "a\0"])
    func aTextWithNULsGoesNoFurtherWhereverItIsCut(body: String) throws {
        func run(_ pieces: [[UInt8]]) throws -> AnswerRun {
            AnswerRun(
                try TestRules.exchange(path: "/v1/audio/transcriptions", body: "{}"),
                contentType: "text/plain", pieces: pieces)
        }
        let whole = try run([Array(body.utf8)])
        let cut = try run(Array(body.utf8).map { [$0] })
        #expect(whole.status == 502 || whole.state == .broken)
        #expect(!whole.text.contains("\0"))
        #expect(cut.text == whole.text && cut.status == whole.status && cut.state == whole.state)
    }

    @Test(arguments: ["image/png", "audio/mpeg", "application/pdf", "application/zip"])
    func jsonAndStreamsAreReadUnderABinaryLabel(contentType: String) throws {
        let text = #"\u0070roject nightjar"#
        let stream = #"data: {"choices":[{"index":0,"delta":{"content":"TEXT"}}]}"# + "\n\ndata: [DONE]\n\n"
        for body in [Self.clean.replacing("\"hi\"", with: "\"TEXT\""), stream, " [{\"a\":\"TEXT\"}]"] {
            let result = try run(body.replacing("TEXT", with: text), contentType: contentType)
            #expect(result.text.contains("\"[name]\""), "\(body)")
        }
    }

    @Test(arguments: ["application/json", "text/plain", nil, "application/octet-stream", "image/png"])
    func anAnswerInUTF16IsRefused(contentType: String?) throws {
        for order in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
            let body = try #require(Self.clean.data(using: order))
            let result = AnswerRun(
                try TestRules.exchange(body: "{}"), contentType: contentType, pieces: [Array(body)])
            #expect(result.status == 502, "\(order)")
        }
    }

    @Test func aMultipartAnswerIsRefusedSinceNobodyReadsIt() throws {
        let result = try run(
            "--b\r\n\r\nproject nightjar\r\n--b--", contentType: "multipart/mixed; boundary=b")
        #expect(result.status == 502)
        #expect(!result.text.contains("nightjar"))
    }

    @Test func anErrorOfTheProviderKeepsItsStatusAndIsInspected() throws {
        let body =
            #"{"error":{"message":"bad value project nightjar","type":"invalid_request_error","code":null}}"#
        let result = try run(body, status: 429)
        #expect(result.status == 429)
        #expect(result.text == body.replacing("project nightjar", with: "[name]"))
    }

    @Test func anAnswerLargerThanTheCapIsRefused() throws {
        var options = FilterResponse.Options()
        options.maximumAnswerBytes = 20
        #expect(try run(Self.clean, options: options).status == 502)
    }

    @Test func anEmptyAnswerIsComplete() throws {
        let result = try run("")
        #expect(result.body.isEmpty)
        #expect(result.status == 200)
        #expect(result.state == .complete)
    }
}

extension [UInt8] {
    fileprivate func chunks(of size: Int) -> [[UInt8]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
