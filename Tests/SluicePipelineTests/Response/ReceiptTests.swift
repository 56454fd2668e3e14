import SluicePipeline
import SluiceRules
import SluiceWire
import Testing

/// What an exchange's receipt says.
struct ReceiptTests {
    private func receipt(
        _ path: String, _ request: String, _ answer: String, type: String = "application/json",
        options: FilterResponse.Options = FilterResponse.Options()
    ) throws -> Receipt {
        let exchange = try TestRules.exchange(path: path, body: request)
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
        #expect(receipt.unknown == 7)
        #expect(receipt.passed == "m-1".utf8.count + "c".utf8.count + "assistant".utf8.count)
        #expect(receipt.unread == 0)
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
        #expect(cut.unknown == "newd".utf8.count)
        var options = FilterResponse.Options()
        options.unknownEvent = .pass
        let passed = try receipt(
            "/v1/chat/completions", "{}", stream, type: "text/event-stream", options: options)
        #expect(passed.unknown == 4)
        #expect(passed.scanned(.responseOther) == 0)
    }

    @Test func whatNobodyReadsIsCounted() throws {
        #expect(
            try receipt("/v1/files/f/content", "{}", "\u{1}\u{2}\u{3}", type: "application/octet-stream")
                .unread == 3)
    }
}
