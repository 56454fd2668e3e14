import SluicePipeline
import SluiceRules
import SluiceWire
import Testing

/// What an exchange's receipt says.
struct ReceiptTests {
    private func receipt(
        _ path: String, _ request: String, _ answer: String, type: String = "application/json",
        options: FilterResponse.Options = FilterResponse.Options(), namesLines: Bool = false
    ) throws -> Receipt {
        let exchange = try TestRules.exchange(path: path, body: request, namesLines: namesLines)
        return AnswerRun(
            exchange, contentType: type, pieces: Array(answer.utf8).map { [$0] }, options: options
        ).receipt
    }

    @Test func everyStringIsInOneOfTheCounts() throws {
        let receipt = try receipt(
            "/v1/chat/completions", #"{"model":"m-1","messages":[{"role":"user","content":"hello"}]}"#,
            #"{"id":"c","choices":[{"message":{"role":"assistant","content":"hi"}}],"odd":"four"}"#)
        #expect(receipt.targets == [.requestUser, .responseText, .responseOther])
        #expect(receipt.scanned(.requestUser) == 5)
        #expect(receipt.scanned(.responseText) == 2)
        #expect(receipt.scanned(.responseOther) == 7)
        #expect(receipt.unknown(.response) == 7)
        #expect(receipt.passed(.request) == "m-1".utf8.count + "user".utf8.count)
        #expect(receipt.passed(.response) == "c".utf8.count + "assistant".utf8.count)
        #expect(receipt.unread(.response) == 0)
    }

    @Test func aStreamsReceiptIsTheSameHoweverItIsCut() throws {
        let stream =
            [
                #"{"choices":[{"delta":{"content":"ab"}}]}"#,
                #"{"choices":[{"delta":{"content":"c"}}],"new":"d"}"#,
            ]
            .map { "data: \($0)\n\n" }.joined() + "data: [DONE]\n\n"
        let cut = try receipt("/v1/chat/completions", "{}", stream, type: "text/event-stream")
        #expect(cut.scanned(.responseText) == 3)
        #expect(cut.unknown(.response) == "newd".utf8.count)
        #expect(cut.unknownPayloads(.response) == 1 && cut.unknownPayloads(.request) == 0)
        var options = FilterResponse.Options()
        options.unknownEvent = .pass
        let passed = try receipt(
            "/v1/chat/completions", "{}", stream, type: "text/event-stream", options: options)
        #expect(passed.unknown(.response) == 4)
        #expect(passed.scanned(.responseOther) == 0)
    }

    @Test func whatNobodyReadsIsCounted() throws {
        #expect(
            try receipt("/v1/files/f/content", "{}", "\u{1}\u{2}\u{3}", type: "application/octet-stream")
                .unread(.response) == 3)
    }

    private static let request =
        #"{"model":"m-1","messages":[{"role":"user","content":[{"type":"text","text":"hello"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}],"logit_bias":{"a":"b"}}"#

    @Test func eachPassedStringHasTheLineThatPassesIt() throws {
        let receipt = try receipt(
            "/v1/chat/completions", Self.request,
            #"{"id":"c","choices":[{"message":{"role":"assistant","content":"hi"},"logprobs":{"content":[{"token":"hi"}]}}]}"#,
            namesLines: true)
        let lines = receipt.lines.map { "\($0.key.side) \($0.key.path) \($0.value)" }.sorted()
        #expect(
            lines == [
                "request logit_bias 1", "request messages[].content[].image_url.url 26",
                "request messages[].content[].type 13", "request messages[].role 4", "request model 3",
                "response choices[].message.role 9", "response id 1",
            ])
        let count = receipt.lines.filter { $0.key.side == .request }.reduce(0) { $0 + $1.value }
        #expect(count == receipt.passed(.request))
    }

    /// Opaque by a word beside it, early or late, and by what an event is.
    @Test(arguments: [
        (
            "/v1/messages",
            #"{"type":"content_block_start","index":0,"content_block":{"type":"document_result","content":[{"source":{"data":"AAAA","type":"base64"}}]}}"#,
            "content_block.content[].source.data", 4
        ),
        ("/v1/responses", #"{"delta":"UklGR","type":"response.audio.delta"}"#, "delta", 5),
        ("/v1/responses", #"{"type":"response.audio.delta","delta":"UklGR"}"#, "delta", 5),
    ])
    func aStringThatAWordMakesOpaqueHasItsLine(path: String, event: String, line: String, bytes: Int) throws {
        let stream = "data: \(event)\n\n"
        let receipt = try receipt(path, "{}", stream, type: "text/event-stream", namesLines: true)
        #expect(receipt.lines[Receipt.Line(side: .response, path: line)] == bytes, "\(receipt.lines)")
    }

    /// Events that differ in their text alone are read by a shorter way: they count like the others.
    @Test func theLinesOfAStreamAreThoseOfAllItsEvents() throws {
        let events = ["a", "b", "c"].map {
            #"data: {"id":"c1","choices":[{"index":0,"delta":{"content":"\#($0)"}}]}"# + "\n\n"
        }
        for namesLines in [true, false, true] {
            let receipt = try receipt(
                "/v1/chat/completions", "{}", events.joined(), type: "text/event-stream",
                namesLines: namesLines)
            #expect(receipt.passed(.response) == 6)
            #expect(receipt.lines == (namesLines ? [Receipt.Line(side: .response, path: "id"): 6] : [:]))
        }
    }

    @Test func aListsLinesAreCountedOneByOne() throws {
        let line =
            #"{"custom_id":"1","response":{"body":{"id":"cc","choices":[{"message":{"content":"abc"}}]}}}"#
        let receipt = try receipt(
            "/v1/files/f/content", "{}", line + "\n" + line + "\n", type: "application/octet-stream",
            namesLines: true)
        #expect(receipt.scanned(.responseText) == 6)
        #expect(receipt.scanned(.responseOther) == 2)
        #expect(receipt.lines == [Receipt.Line(side: .response, path: "response.body.id"): 4])
    }

    @Test func aReceiptIsOneLineOfJSON() throws {
        let receipt = try receipt(
            "/v1/chat/completions", Self.request, #"{"choices":[{"message":{"content":"hi"}}],"odd":"four"}"#,
            namesLines: true)
        #expect(
            receipt.json
                == #"{"scanned":{"request.user":5,"response.text":2,"response.other":7},"opaque":{"request logit_bias":1,"request messages[].content[].image_url.url":26,"request messages[].content[].type":13,"request messages[].role":4,"request model":3},"unknown":{"response":7},"unread":{}}"#
        )
        #expect(Receipt().json == #"{"scanned":{},"opaque":{},"unknown":{},"unread":{}}"#)
    }

    /// A receipt is made of the tables' words and of numbers: whatever a user, a client or a provider writes, as a key
    /// or as a value, stays out of it.
    @Test(arguments: [
        "/v1/chat/completions", "/v1/completions", "/v1/responses", "/v1/messages", "/v1/embeddings",
        "/v1beta/models/m:generateContent", "/api/chat", "/v1/files", "/v1/nowhere",
    ])
    func nothingOfATextGetsIn(path: String) throws {
        let word = "zanzibar"
        let strings = [
            "model", "role", "type", "id", "user", "content", "usage", "data", "input", "prompt", "error",
            word,
        ]
        let members = strings.map { #""\#($0)":"\#(word)""# }.joined(separator: ",")
        let deep =
            #"{\#(members),"messages":[{\#(members)}],"choices":[{"message":{\#(members)}}],"metadata":{"\#(word)":"\#(word)"},"logit_bias":{"\#(word)":1,"x":"\#(word)"}}"#
        for type in ["application/json", "text/event-stream"] {
            let answer = type == "application/json" ? deep : "event: \(word)\ndata: \(deep)\n\n"
            let receipt = try receipt(path, deep, answer, type: type, namesLines: true)
            #expect(!receipt.json.contains(word), "\(receipt.json)")
            #expect(receipt.json.contains("scanned"))
        }
    }
}
