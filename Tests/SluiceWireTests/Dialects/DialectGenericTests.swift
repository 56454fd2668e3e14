import SluiceWire
import Testing

/// The generic dialect: nothing is known, so everything is inspected.
struct DialectGenericTests {
    private let dialect = GenericDialect()

    @Test func everyStringAndKeyIsInspected() throws {
        let payload = #"{"input":["a",{"b":"c"}],"type":"x","n":1}"#
        #expect(
            try DialectTexts.request(dialect, payload) == [
                "request.other|whole||input|key", "request.other|whole||a", "request.other|whole||b|key",
                "request.other|whole||c", "request.other|whole||type|key", "request.other|whole||x",
                "request.other|whole||n|key",
            ])
        #expect(try DialectTexts.answer(dialect, #""bare""#) == ["response.other|whole||bare"])
        #expect(
            try DialectTexts.event(dialect, #"{"delta":"He"}"#) == [
                "response.other|whole||delta|key", "response.other|delta||He",
            ])
    }

    @Test func itsEndingFollowsTheFraming() throws {
        var stream = try DialectStream(dialect)
        let error =
            #"{"error":{"message":"Stopped by a rule.","type":"invalid_request_error","param":null,"code":"content_filter"}}"#
        #expect(stream.ending(.hard) == "data: \(error)\n\n")
        #expect(stream.ending(.soft(refusalText: "Sorry.")) == "data: \(error)\n\n")
        stream.ledger.lineEnding = .crlf
        #expect(stream.ending(.hard) == "data: \(error)\r\n\r\n")
        stream.ledger.framing = .lines
        stream.ledger.lineEnding = .lf
        #expect(stream.ending(.hard) == "\(error)\n")
        #expect(dialect.keepalive == nil)
    }
}
