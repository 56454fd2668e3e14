import Foundation
import SluicePipeline
import SluiceRules
import SluiceWire
import Testing

/// Files in base64 within JSON: those that are text are read.
struct EncodedFileTests {
    static let requests: [(path: String, body: String)] = [
        (
            "/v1/chat/completions",
            #"{"messages":[{"role":"user","content":[{"type":"file","file":{"filename":"a.txt","file_data":"DATA"}}]}]}"#
        ),
        (
            "/v1/chat/completions",
            #"{"messages":[{"role":"user","content":[{"type":"file","file":{"file_data":"data:text/plain;base64,DATA"}}]}]}"#
        ),
        (
            "/v1/chat/completions",
            #"{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:text/csv;base64,DATA"}}]}]}"#
        ),
        (
            "/v1/responses",
            #"{"input":[{"role":"user","content":[{"type":"input_file","file_data":"data:application/json;base64,DATA"}]}]}"#
        ),
        (
            "/v1/messages",
            #"{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"base64","media_type":"text/plain","data":"DATA"}}]}]}"#
        ),
        (
            "/v1/messages",
            #"{"messages":[{"role":"user","content":[{"type":"document","source":{"data":"DATA","media_type":"text/plain","type":"base64"}}]}]}"#
        ),
        (
            "/v1beta/models/m:generateContent",
            #"{"contents":[{"role":"user","parts":[{"inlineData":{"mimeType":"text/plain","data":"DATA"}}]}]}"#
        ),
        (
            "/v1beta/models/m:generateContent",
            #"{"contents":[{"role":"user","parts":[{"inline_data":{"data":"DATA"}}]}]}"#
        ),
    ]

    private func receive(_ path: String, _ body: String) throws -> (exchange: Exchange, isForwarded: Bool) {
        var exchange = try TestRules.exchange(path: path, body: body, namesLines: true)
        if case .next = FilterRequest().receive(&exchange) { return (exchange, true) }
        return (exchange, false)
    }

    /// A rule that redacts can't: a file isn't edited.
    @Test(arguments: requests, ["so a forbidden step it is", "project nightjar"])
    func aTextInBase64IsBlockedAndNeverEdited(request: (path: String, body: String), text: String) throws {
        let (path, body) = request
        let encodings: [String.Encoding] = [.utf8, .utf16LittleEndian, .utf16BigEndian, .utf16]
        for encoding in encodings {
            let file = try #require(text.data(using: encoding)).base64EncodedString()
            for data in [file, file.replacing("=", with: ""), file.replacing("/", with: #"\/"#)] {
                let result = try receive(path, body.replacing("DATA", with: data))
                #expect(!result.isForwarded, "\(encoding) \(data)")
            }
        }
        let latin = Data("so a forbidden step, é".utf8.filter { $0 != 0xC3 }).base64EncodedString()
        #expect(try !receive(path, body.replacing("DATA", with: latin)).isForwarded)
        let lines = Data(("x".padded(to: 60) + " " + text).utf8).base64EncodedString(
            options: .lineLength64Characters
        )
        .replacing("\r\n", with: #"\n"#)
        #expect(try !receive(path, body.replacing("DATA", with: lines)).isForwarded)
    }

    @Test(arguments: requests)
    func aTextWithoutAHitPassesAndIsCounted(path: String, body: String) throws {
        let text = String(repeating: "a clean text, ", count: 400)
        let full = body.replacing("DATA", with: Data(text.utf8).base64EncodedString())
        let result = try receive(path, full)
        #expect(result.isForwarded)
        #expect(result.exchange.body == Array(full.utf8))
        #expect(result.exchange.receipt.scanned(.requestUser) > 4 * text.count / 3)
    }

    @Test(arguments: requests)
    func otherFilesPassUnreadByTheirLine(path: String, body: String) throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]
        let full = body.replacing(
            "DATA", with: Data(png + Array("forbidden step".utf8)).base64EncodedString())
        let result = try receive(path, full)
        #expect(result.isForwarded)
        #expect(result.exchange.body == Array(full.utf8))
        let names = ["data", "file_data", "url"]
        #expect(
            result.exchange.receipt.lines.keys.contains { line in names.contains { line.path.hasSuffix($0) } }
        )
    }

    @Test func whatIsNoBase64IsReadAsItStands() throws {
        for request in Self.requests {
            let body = request.body.replacing("DATA", with: "a forbidden step")
            #expect(try !receive(request.path, body).isForwarded, "\(body)")
        }
    }

    @Test func aFileInAnAnswerIsRead() throws {
        let data = Data("project nightjar".utf8).base64EncodedString()
        let answer =
            #"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"text/plain","data":"\#(data)"}}]}}]}"#
        let exchange = try TestRules.exchange(path: "/v1beta/models/m:generateContent")
        let result = AnswerRun(exchange, contentType: "application/json", pieces: [Array(answer.utf8)])
        #expect(result.status == 400)
    }
}

extension String {
    fileprivate func padded(to count: Int) -> String { String(repeating: self, count: count) }
}
