import Foundation
import SluicePipeline
import SluiceRules
import SluiceWire
import Testing

/// The endpoints beside chat: what is read of their requests and of their answers.
struct EndpointTests {
    private func status(_ path: String, _ body: String, _ type: String = "application/json") throws -> Int {
        let exchange = try TestRules.exchange(path: path, body: body, contentType: type)
        return AnswerRun(exchange, contentType: "application/json", pieces: []).status
    }

    @Test(arguments: [
        ("/v1/embeddings", #"{"model":"m","input":["a","a forbidden step"]}"#, 400),
        ("/v1/embeddings", #"{"model":"m","input":[[1,2],[3]]}"#, 400),
        ("/v1/embeddings", #"{"model":"m","input":[1,2]}"#, 400),
        ("/v1/embeddings", #"{"model":"m","input":"a forbidden plan"}"#, 200),
        ("/v1/images/generations", #"{"prompt":"a forbidden step"}"#, 400),
        ("/v1/audio/speech", #"{"input":"a forbidden step","voice":"v"}"#, 400),
        ("/v1/audio/speech", #"{"input":"a","instructions":"a forbidden step"}"#, 400),
        ("/v1/moderations", #"{"input":"a forbidden step"}"#, 200),
        (
            "/v1/messages/batches",
            #"{"requests":[{"custom_id":"c","params":{"messages":[{"role":"user","content":"a forbidden step"}]}}]}"#,
            400
        ),
        (
            "/v1beta/models/m:countTokens",
            #"{"contents":[{"role":"user","parts":[{"text":"a forbidden step"}]}]}"#, 400
        ),
        (
            "/v1beta/models/m:batchEmbedContents",
            #"{"requests":[{"content":{"role":"user","parts":[{"text":"a forbidden step"}]}}]}"#, 400
        ),
        (
            "/v1/responses",
            #"{"input":[{"role":"user","content":[{"type":"input_text","text":"a forbidden step"}]}]}"#, 400
        ),
    ])
    func everyRequestIsRead(path: String, body: String, expected: Int) throws {
        #expect(try status(path, body) == expected)
    }

    private static func form(_ parts: String...) -> String {
        parts.map { "--b\r\nContent-Disposition: form-data; \($0)\r\n" }.joined() + "--b--\r\n"
    }

    private static let line =
        #"{"custom_id":"1","method":"POST","url":"/v1/chat/completions","body":{"messages":[{"role":"user","content":"TEXT"}]}}"#

    @Test(arguments: [
        (line.replacing("TEXT", with: "fine"), 200),
        (line.replacing("TEXT", with: "a forbidden step"), 400),
        (line.replacing("TEXT", with: #"a \u0066orbidden step"#), 400),
        (
            line.replacing("TEXT", with: "fine") + "\n"
                + line.replacing("TEXT", with: #"a \u0066orbidden step"#) + "\n", 400
        ),
        (line.replacing("TEXT", with: "fine") + "\n{\"a\":1,\"a\":2}\n", 400),
        (#"{"custom_id":"1","body":{"model":"m","input":[[1,2]]}}"#, 400),
        (#"{"custom_id":"1","body":{"input":"a forbidden step"}}"#, 400),
        ("plain words, project nightjar", 200),
        ("\u{feff}" + line, 400), (line.replacing("{\"custom", with: #"{"a":1,"a":2,"custom"#), 400),
        (line.replacing("TEXT", with: #"\ud800"#), 400), (line.replacing("\"POST\"", with: "NaN"), 400),
        (line.replacing("\"POST\"", with: String(repeating: "[", count: 200)), 400),
        ("\"x\"\n" + line.replacing("TEXT", with: #"a \u0066orbidden step"#), 400),
        ("\"x\"\n" + line.replacing("\"POST\"", with: "NaN"), 400),
        ("# x\n" + line.replacing("TEXT", with: #"a \u0066orbidden step"#), 400),
        (line + "\r" + line.replacing("TEXT", with: #"a \u0066orbidden step"#) + "\r", 400),
        (line + "\r" + line, 200), (line + "\r\n\r\n" + line + "\r\n", 200),
        (line.replacing("{\"custom", with: "{\n\"custom") + "\n" + line, 400),
        (line.replacing("{\"custom", with: "{\n\"custom"), 200),
        ("# Read me\n\n" + line + "\n\n{\"a\": 1,\n\"b\": 2}\n{name}\n", 200),
        ("# Read me\n{}\na forbidden\nplan", 200),
    ])
    func aFileOfRequestsIsReadLineByLine(content: String, expected: Int) throws {
        for type in ["application/octet-stream", "application/jsonl", "text/plain"] {
            let body = Self.form(
                "name=\"purpose\"\r\n\r\nbatch",
                "name=\"file\"; filename=\"f.jsonl\"\r\nContent-Type: \(type)\r\n\r\n\(content)")
            #expect(try status("/v1/files", body, "multipart/form-data; boundary=b") == expected, "\(type)")
        }
    }

    private static func upload(_ content: [UInt8], _ head: String) -> [UInt8] {
        Array("--b\r\nContent-Disposition: form-data; \(head)\r\n\r\n".utf8) + content
            + Array("\r\n--b--\r\n".utf8)
    }

    private func status(_ path: String, upload content: [UInt8], _ head: String) throws -> Int {
        var exchange = try TestRules.exchange(path: path, contentType: "multipart/form-data; boundary=b")
        exchange.body = Self.upload(content, head)
        return AnswerRun(exchange, contentType: "application/json", pieces: []).status
    }

    private static let foreign: [[UInt8]] =
        [
            Array(line.utf8) + [0xFF],
            Array(line.utf8) + [0x0A] + Array(line.replacing("TEXT", with: "").utf8) + [0xC3],
        ]
        + [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16].map {
            Array(line.data(using: $0) ?? Data())
        }

    @Test(arguments: foreign)
    func aListInAnotherEncodingIsRefused(content: [UInt8]) throws {
        for type in ["application/octet-stream", "application/jsonl", "application/pdf"] {
            let head = "name=\"file\"; filename=\"f.jsonl\"\r\nContent-Type: \(type)"
            #expect(try status("/v1/files", upload: content, head) == 400, "\(type)")
        }
        #expect(try status("/v1/files", upload: content, "name=\"file\"; filename=\"f.jsonl\"") == 400)
    }

    @Test func aFieldInAnotherEncodingIsRefusedAndAFileOfBytesIsNot() throws {
        let words = try #require("forbidden step".data(using: .utf16LittleEndian))
        #expect(try status("/v1/audio/transcriptions", upload: Array(words), "name=\"prompt\"") == 400)
        let bytes: [UInt8] = [0x25, 0x50, 0x44, 0x46, 0x00, 0xFF, 0x7B]
        for path in ["/v1/files", "/v1/audio/transcriptions"] {
            #expect(try status(path, upload: bytes, "name=\"file\"; filename=\"f.pdf\"") == 200)
        }
    }

    private func answer(_ path: String, _ body: String, _ type: String = "application/json") throws -> String
    {
        let exchange = try TestRules.exchange(path: path, body: "{}")
        return AnswerRun(exchange, contentType: type, pieces: Array(body.utf8).map { [$0] }).text
    }

    @Test(arguments: [
        (
            "/v1/images/generations", #"{"data":[{"b64_json":"AAAA","revised_prompt":"project nightjar"}]}"#,
            #"{"data":[{"b64_json":"AAAA","revised_prompt":"[name]"}]}"#
        ),
        (
            "/v1/audio/transcriptions",
            #"{"text":"project nightjar","segments":[{"id":0,"text":"project"}],"words":[{"word":"project"},{"word":"nightjar"}]}"#,
            #"{"text":"[name]"}"#
        ),
        (
            "/v1/audio/transcriptions", #"{"text":"fine","words":[{"word":"fine"}]}"#,
            #"{"text":"fine","words":[{"word":"fine"}]}"#
        ),
        (
            "/v1/files/f/content",
            #"{"custom_id":"1","response":{"body":{"choices":[{"message":{"content":"project nightjar"}}]}}}"#
                + "\n"
                + #"{"custom_id":"2","response":{"body":{"choices":[{"message":{"content":"\u0070roject nightjar"}}]}}}"#,
            #"{"custom_id":"1","response":{"body":{"choices":[{"message":{"content":"[name]"}}]}}}"# + "\n"
                + #"{"custom_id":"2","response":{"body":{"choices":[{"message":{"content":"[name]"}}]}}}"#
        ),
    ])
    func everyAnswerIsRead(path: String, body: String, expected: String) throws {
        #expect(try answer(path, body) == expected)
        #expect(try answer(path, body, "application/octet-stream") == expected)
    }

    @Test(arguments: [
        "{\"a\":1,,}\n{}", "{}\n{\"a\":1,,}\n", "{}\r{\"a\":1,,}\n", "{\n\"a\":1}\n{}",
    ])
    func aFileWithABrokenLineIsRefused(content: String) throws {
        for type in ["application/octet-stream", "application/jsonl", "application/json", "text/plain"] {
            #expect(
                try answer("/v1/files/f/content", content, type).contains("response_uninspectable"), "\(type)"
            )
        }
    }

    @Test func linesOfAFileAreReadBehindOneThatIsNoJSON() throws {
        #expect(
            try answer(
                "/v1/files/f/content", "# x\n" + #"{"a":"\u0070roject nightjar"}"#, "application/json"
            )
                == "# x\n" + #"{"a":"[name]"}"#)
    }

    /// What the content of a file may be, a line of each kind.
    private static let fileLines = [
        #"{"id":"b","custom_id":"1","response":{"status_code":200,"request_id":"r","body":{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"project nightjar","refusal":null},"finish_reason":"stop"}],"usage":{"total_tokens":1}}},"error":null}"#,
        #"{"id":"b","custom_id":"2","response":{"status_code":200,"request_id":"r","body":{"id":"r","object":"response","status":"completed","output":[{"id":"m","type":"message","role":"assistant","content":[{"type":"output_text","text":"project nightjar"}]}]}},"error":null}"#,
        #"{"id":"b","custom_id":"3","response":{"status_code":200,"request_id":"r","body":{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1]}],"model":"m","usage":{"prompt_tokens":1}}},"error":null}"#,
        #"{"id":"b","custom_id":"4","response":null,"error":{"code":"expired","message":"project nightjar"}}"#,
        #"{"custom_id":"5","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[{"role":"user","content":"project nightjar"}]}}"#,
        #"{"messages":[{"role":"system","content":"s"},{"role":"assistant","content":"project nightjar","weight":1}]}"#,
        #"{"prompt":"p","completion":"project nightjar"}"#,
    ]

    @Test(arguments: ["application/octet-stream", "application/jsonl", "application/x-ndjson"])
    func aFilesLinesAreKnownWhateverItsTypeSays(type: String) throws {
        var options = FilterResponse.Options()
        options.unknownEvent = .block
        func content(_ lines: [String]) throws -> AnswerRun {
            let exchange = try TestRules.exchange(path: "/v1/files/f/content", body: "")
            let body = lines.map { $0 + "\n" }.joined()
            return AnswerRun(exchange, contentType: type, pieces: [Array(body.utf8)], options: options)
        }
        for line in Self.fileLines {
            let result = try content([line, line])
            let filtered = line.replacing("project nightjar", with: "[name]") + "\n"
            #expect(result.text == filtered + filtered, "\(line)")
            #expect(result.receipt.unknown(.response) == 0, "\(line)")
        }
        let odd = try content([Self.fileLines[0], #"{"id":"b","novel":"words"}"#])
        #expect(!odd.text.contains("novel"))
        #expect(odd.text.contains("response_uninspectable"))
    }

    @Test func aStreamedTranscriptSaysTheSameTwice() throws {
        func events(_ deltas: [String], _ text: String) -> String {
            (deltas.map { #"{"type":"transcript.text.delta","delta":"\#($0)"}"# }
                + [#"{"type":"transcript.text.done","text":"\#(text)"}"#]).map { "data: \($0)\n\n" }.joined()
        }
        let text = try answer(
            "/v1/audio/transcriptions", events(["so project ni", "ghtjar"], "so project nightjar"),
            "text/event-stream")
        #expect(text == events(["so [name]", ""], "so [name]"))
    }

    @Test func resultsOfABatchAreReadLineByLine() throws {
        let line =
            #"{"custom_id":"1","result":{"type":"succeeded","message":{"content":[{"type":"text","text":"TEXT"}]}}}"#
        let text = try answer(
            "/v1/messages/batches/b/results", line.replacing("TEXT", with: "project nightjar") + "\n",
            "application/x-jsonl")
        #expect(text == line.replacing("TEXT", with: "[name]") + "\n")
    }
}
