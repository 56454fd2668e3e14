import SluiceWire
import Testing
import sluice

struct DemoTests {
    private static let stream = [
        #"data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#,
        #"data: {"choices":[{"index":0,"delta":{"content":"caf\u00e9 "}}]}"#,
        #"data: {"choices":[{"index":0,"delta":{"content":"noir"}}]}"#,
        #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
        "data: [DONE]",
    ]

    private let dialect = DialectRegistry.dialect(forPath: "/v1/chat/completions")

    /// The stream as an HTTP message with one chunk for each event.
    private static var message: [UInt8] {
        let chunks = stream.map { event in
            String(event.utf8.count + 2, radix: 16) + "\r\n" + event + "\n\n\r\n"
        }
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        return Array((head + chunks.joined() + "0\r\n\r\n").utf8)
    }

    @Test func anAnswerReadsTheSameAtEverySplit() {
        let message = Self.message
        for cut in 0...message.count {
            var answer = TimedAnswer()
            answer.append(message[..<cut], at: .now)
            answer.append(message[cut...], at: .now)
            #expect(answer.status == 200)
            #expect(answer.isComplete)
            let transcript = Transcript(answer, dialect: dialect)
            #expect(transcript.parts.map(\.text) == ["café ", "noir"])
            #expect(transcript.parts.map(\.event) == [1, 2])
        }
    }

    @Test func aCutOffAnswerIsNotComplete() {
        var answer = TimedAnswer()
        answer.append(Self.message.dropLast(1), at: .now)
        #expect(!answer.isComplete)
    }

    @Test func aWholeAnswerIsOnePart() {
        let body = #"{"choices":[{"index":0,"message":{"role":"assistant","content":"Good morning."}}]}"#
        let message = "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        var answer = TimedAnswer()
        answer.append(Array(message.utf8)[...], at: .now)
        #expect(answer.isComplete)
        #expect(Transcript(answer, dialect: dialect).text == "Good morning.")
    }

    @Test func holdIsTheLongestWayAndTheMostTextOnIt() {
        let start = ContinuousClock.now
        func part(_ event: Int, _ text: String, after milliseconds: Int) -> Transcript.Part {
            Transcript.Part(event: event, text: text, time: start + .milliseconds(milliseconds))
        }
        let sent = [part(1, "Card ", after: 0), part(2, "4242 ", after: 10), part(3, "4242", after: 20)]
        let passed = Hold(sent: sent, delivered: sent)
        #expect((passed.characters, passed.milliseconds) == (0, 0))
        let held = Hold(
            sent: sent,
            delivered: [part(1, "Card ", after: 0), part(2, "[card]", after: 35), part(3, "", after: 36)])
        #expect((held.characters, held.milliseconds) == (9, 25))
    }
}
