import SluicePipeline
import Testing

struct BodyLimitTests {
    static func admit(_ limit: String, contentLength: String?) throws -> (Answer?, Exchange) {
        var exchange = Exchange.sample(contentLength.map { [("Content-Length", $0)] } ?? [])
        let answer = try chain("[{body_limit: \(limit)}, forward]").admit(&exchange)
        return (answer, exchange)
    }

    @Test(arguments: [("1KiB", "1025"), ("8", "9"), ("8", "99999999999999999999999999")])
    func anAnnouncedLengthOverTheLimitIsRefusedAtOnce(limit: String, length: String) throws {
        let (answer, _) = try Self.admit(limit, contentLength: length)
        let refused = try #require(answer)
        #expect(refused.head.status == 413)
        #expect(refused.closesConnection)
        #expect(refused.code == "request_too_large")
    }

    @Test(arguments: [("1KiB", "1024"), ("1KiB", "0"), ("1KiB", nil)])
    func otherBodiesAreCountedUpToTheLimit(limit: String, length: String?) throws {
        let (answer, exchange) = try Self.admit(limit, contentLength: length)
        #expect(answer == nil)
        #expect(exchange.bodyLimitBytes == 1024)
    }

    @Test func aLimitThatIsLowerAlreadyStays() throws {
        var exchange = Exchange.sample()
        exchange.bodyLimitBytes = 10
        let answer = try chain("[{body_limit: 1KiB}, forward]").admit(&exchange)
        #expect(answer == nil)
        #expect(exchange.bodyLimitBytes == 10)
    }

    @Test(arguments: [
        ("- body_limit", "1:3 `body_limit` needs a size"),
        (
            "- body_limit: big",
            "1:15 `body_limit` must be a size such as `64KiB` or `50MiB`"
        ),
        (
            "- body_limit: -1",
            "1:15 `body_limit` must be a size such as `64KiB` or `50MiB`"
        ),
        ("- body_limit: 0", "1:15 `body_limit`: no request with a body would pass"),
        (
            "- body_limit: { max: 1 }",
            "1:15 `body_limit` must be a size such as `64KiB` or `50MiB`"
        ),
        ("- body_limit: 99999999999GiB", "1:15 `body_limit`: the size is too large"),
    ])
    func aSizeThatIsNoneIsRefused(stage: String, complaint: String) {
        #expect(complaints("\(stage)\n- forward") == [complaint])
    }
}
