import SluicePipeline
import Testing

/// The answers to actual requests (Fetch standard, sections 3.3.3 and 4.10).
struct CORSResponseTests {
    static let listed =
        "[{cors: {origins: ['https://chat.example.com'], expose: [X-Request-ID, request-id]}}, forward]"

    static func answer(_ yaml: String, origin: String?, upstream: [(String, String)] = []) throws -> [String]
    {
        var exchange = Exchange.sample(origin.map { [("Origin", $0)] } ?? [])
        var head = ResponseHead(status: 200, fields: HeaderFields(upstream))
        try chain(yaml).respond(&head, &exchange)
        return head.fields.lines
    }

    @Test func anAllowedPageMayReadTheAnswer() throws {
        let lines = try Self.answer(Self.listed, origin: "https://chat.example.com")
        #expect(
            lines == [
                "vary: origin", "access-control-allow-origin: https://chat.example.com",
                "access-control-expose-headers: x-request-id, request-id",
            ])
    }

    @Test(arguments: [nil, "https://evil.example", "null"])
    func othersGetTheAnswerWithoutPermissionAndCachesAreTold(origin: String?) throws {
        #expect(try Self.answer(Self.listed, origin: origin) == ["vary: origin"])
    }

    @Test func credentialsAreAllowedOnlyToListedOrigins() throws {
        let yaml = "[{cors: {origins: ['https://chat.example.com'], credentials: true}}, forward]"
        #expect(
            try Self.answer(yaml, origin: "https://chat.example.com") == [
                "vary: origin", "access-control-allow-origin: https://chat.example.com",
                "access-control-allow-credentials: true",
            ])
        #expect(try Self.answer(yaml, origin: "https://evil.example") == ["vary: origin"])
    }

    @Test(arguments: [nil, "https://anyone.example", "null"])
    func theWildcardAnswersEverybodyAlike(origin: String?) throws {
        #expect(
            try Self.answer("[{cors: {origins: ['*']}}, forward]", origin: origin) == [
                "access-control-allow-origin: *"
            ])
    }

    @Test func whatTheUpstreamSaysToBrowsersIsDropped() throws {
        let upstream = [
            ("Access-Control-Allow-Origin", "*"), ("X-Request-ID", "r1"),
            ("ACCESS-CONTROL-EXPOSE-HEADERS", "*"),
            ("access-control-allow-credentials", "true"),
        ]
        #expect(
            try Self.answer(Self.listed, origin: nil, upstream: upstream) == [
                "X-Request-ID: r1", "vary: origin",
            ])
    }

    @Test(arguments: [
        ("Accept-Encoding", "Vary: accept-encoding, origin"), ("origin", "Vary: origin"),
        ("accept, ORIGIN", "Vary: accept, ORIGIN"), ("*", "Vary: *"),
    ])
    func varyKeepsWhatTheUpstreamNamed(upstream: String, expected: String) throws {
        let lines = try Self.answer(Self.listed, origin: nil, upstream: [("Vary", upstream)])
        #expect(lines.map { $0.lowercased() } == [expected.lowercased()])
    }

    @Test func refusalsOfOtherStagesCarryTheFields() throws {
        let yaml = """
            - cors: { origins: ["https://chat.example.com"] }
            - body_limit: 8
            - allow_headers: { response: [content-type] }
            - forward
            """
        var exchange = Exchange.sample([("Origin", "https://chat.example.com"), ("Content-Length", "9")])
        let refused = try #require(try chain(yaml).admit(&exchange))
        #expect(refused.head.status == 413)
        #expect(refused.head.fields["access-control-allow-origin"] == "https://chat.example.com")
        #expect(refused.head.fields["vary"] == "origin")
        let broken = try chain(yaml).refuse(
            Refusal(.upstreamTimeout, "The upstream didn't answer in time."), &exchange)
        #expect(broken.head.status == 504)
        #expect(broken.head.fields["access-control-allow-origin"] == "https://chat.example.com")
        #expect(broken.head.fields["x-sluice-event"] == "evt_sample")
        #expect(broken.head.fields["x-should-retry"] == "true")
    }
}
