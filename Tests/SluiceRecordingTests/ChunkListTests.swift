import SluiceRecording
import Testing

struct ChunkListTests {
    private func read(_ lines: String...) throws -> RecordedExchange {
        try ChunkList.read(file: "own.chunks.txt", bytes: Array(lines.joined(separator: "\n").utf8))
    }

    private func body(_ exchange: RecordedExchange) -> String {
        String(decoding: exchange.response.body, as: UTF8.self)
    }

    @Test func chunksOfChatEndWithTheTerminator() throws {
        let exchange = try read(#"{"choices":[]}"#, #"{"choices":[1]}"#, "")
        #expect(exchange.request.path == "/v1/chat/completions")
        #expect(exchange.response.isEventStream)
        #expect(body(exchange) == "data: {\"choices\":[]}\n\ndata: {\"choices\":[1]}\n\ndata: [DONE]\n\n")
    }

    @Test func chunksOfTheOldAPIAreToldByTheirObject() throws {
        let exchange = try read(#"{"object":"text_completion","choices":[]}"#)
        #expect(exchange.request.path == "/v1/completions")
    }

    @Test func eventsOfAnthropicGetTheirName() throws {
        let exchange = try read(#"{"type":"message_start"}"#, #"{"type":"message_stop"}"#)
        #expect(exchange.request.path == "/v1/messages")
        #expect(
            body(exchange)
                == "event: message_start\ndata: {\"type\":\"message_start\"}\n\n"
                + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")
    }

    @Test func eventsOfGeminiGetItsLineEnds() throws {
        let exchange = try read(#"{"candidates":[]}"#)
        #expect(exchange.request.path == "/v1beta/models/m:streamGenerateContent")
        #expect(body(exchange) == "data: {\"candidates\":[]}\r\n\r\n")
    }

    @Test func anUnknownAPIKeepsItsPayloads() throws {
        let exchange = try read(#"{"generations":[]}"#)
        #expect(exchange.request.path == "/")
        #expect(body(exchange) == "data: {\"generations\":[]}\n\n")
    }

    @Test(arguments: [
        ("{\"a\":1}\nno json", "own.chunks.txt: line 2: no JSON: unexpected byte"),
        ("\n\n", "own.chunks.txt: the file holds no payload"),
    ])
    func anOddFileIsAnErrorWithItsLine(text: String, expected: String) {
        let error = #expect(throws: CassetteError.self) { try read(text) }
        #expect(error?.description == expected)
    }
}
