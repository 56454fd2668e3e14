import SluicePipeline
import Testing

struct AllowHeadersTests {
    static func up(_ options: String, _ fields: [(String, String)], isSecure: Bool = false) throws -> [String]
    {
        var exchange = Exchange.sample(fields, isSecure: isSecure)
        let answer = try chain("[{allow_headers: \(options)}, forward]").receive(&exchange)
        #expect(answer == nil)
        return exchange.request.fields.lines.filter { $0 != "accept-encoding: identity" }
    }

    static func down(_ options: String, _ fields: [(String, String)]) throws -> [String] {
        var exchange = Exchange.sample()
        var head = ResponseHead(status: 200, fields: HeaderFields(fields))
        try chain("[{allow_headers: \(options)}, forward]").respond(&head, &exchange)
        return head.fields.lines
    }

    @Test func onlyNamedRequestFieldsGoUp() throws {
        let lines = try Self.up(
            "{ request: [authorization, Content-Type, 'anthropic-*', 'x-stainless-*', x-api-key] }",
            [
                ("Authorization", "Bearer k"), ("content-type", "application/json"), ("Cookie", "c=1"),
                ("Anthropic-Version", "2023-06-01"), ("anthropic", "no"), ("X-STAINLESS-OS", "Linux"),
                ("X-Forwarded-For", "10.0.0.9"), ("X-Forwarded-Host", "evil.example"), ("x-apikey", "no"),
            ])
        #expect(
            lines == [
                "Authorization: Bearer k", "content-type: application/json", "Anthropic-Version: 2023-06-01",
                "X-STAINLESS-OS: Linux",
            ])
    }

    @Test func onlyNamedResponseFieldsComeDown() throws {
        let lines = try Self.down(
            "{ response: [content-type, 'x-ratelimit-*', retry-after] }",
            [
                ("Content-Type", "text/event-stream"), ("Set-Cookie", "a=b"), ("X-RateLimit-Remaining", "9"),
                ("retry-after", "3"), ("Server", "up"), ("x-should-retry", "true"), ("Vary", "origin"),
                ("access-control-allow-origin", "*"), ("x-sluice-tags", "pii"),
            ])
        #expect(
            lines == [
                "Content-Type: text/event-stream", "X-RateLimit-Remaining: 9", "retry-after: 3",
                "Vary: origin",
                "access-control-allow-origin: *", "x-sluice-tags: pii",
            ])
    }

    @Test func whatSluiceAnswersItselfComesDownWhole() throws {
        var exchange = Exchange.sample()
        let stages = try chain("[{allow_headers: { response: [date] }}, forward]")
        let answer = stages.refuse(Refusal(.overloaded, "Try again in a moment."), &exchange)
        #expect(
            answer.head.fields.lines == [
                "content-type: application/json", "x-should-retry: true", "x-sluice-event: evt_sample",
            ])
    }

    @Test func aDirectionWithoutAListPasses() throws {
        #expect(try Self.up("{ response: [date] }", [("Cookie", "c=1")]) == ["Cookie: c=1"])
        #expect(try Self.down("{ request: [date] }", [("Set-Cookie", "c=1")]) == ["Set-Cookie: c=1"])
    }

    @Test func anEmptyListLetsNothingPass() throws {
        #expect(try Self.up("{ request: [] }", [("Cookie", "c=1"), ("Authorization", "k")]) == [])
    }

    @Test(arguments: [
        ("append", ["192.0.2.7"], []),
        ("append", ["10.0.0.1, 10.0.0.2, 192.0.2.7"], ["10.0.0.1", "10.0.0.2"]),
        ("append", ["10.0.0.1, 10.0.0.2, 192.0.2.7"], ["10.0.0.1 ,, 10.0.0.2"]),
        ("set", ["192.0.2.7"], []), ("set", ["192.0.2.7"], ["10.0.0.1", "10.0.0.2"]),
        ("off", [], ["10.0.0.1"]),
    ])
    func theClientsAddressGoesUpAsConfigured(mode: String, expected: [String], received: [String]) throws {
        let lines = try Self.up(
            "{ request: [accept], forwarded: { for: \(mode) } }", received.map { ("X-Forwarded-For", $0) })
        #expect(lines == expected.map { "x-forwarded-for: \($0)" })
    }

    @Test func addressAndSchemeReplaceWhatTheClientClaims() throws {
        for (isSecure, scheme) in [(true, "https"), (false, "http")] {
            let lines = try Self.up(
                "{ forwarded: { real_ip: true, proto: true } }",
                [
                    ("X-Real-IP", "10.9.9.9"), ("X-Forwarded-Proto", "gopher"),
                    ("X-Forwarded-For", "10.0.0.1"),
                ],
                isSecure: isSecure)
            #expect(
                lines == [
                    "X-Real-IP: 192.0.2.7", "X-Forwarded-Proto: \(scheme)", "X-Forwarded-For: 10.0.0.1",
                ])
        }
    }

    @Test(arguments: [
        ("- allow_headers", "1:3 `allow_headers` needs `request`, `response` or `forwarded`"),
        ("- allow_headers: {}", "1:18 `allow_headers` says nothing"),
        ("- allow_headers: { request: ['a b'] }", "1:30 `request`: `a b` is no field name"),
        ("- allow_headers: { request: accept }", "1:29 `request` must be a list"),
        ("- allow_headers: { requests: [a] }", "1:20 unknown field `requests` in `allow_headers`"),
        ("- allow_headers: { forwarded: { for: yes } }", "1:38 `yes` is not a value of `for`"),
        (
            "- allow_headers: { forwarded: { proto: 1 } }",
            "1:40 `proto` must be `true` or `false`"
        ),
        ("- allow_headers: { forwarded: { host: true } }", "1:33 unknown field `host` in `forwarded`"),
    ])
    func optionsThatMeanNothingAreRefused(stage: String, complaint: String) {
        #expect(complaints("\(stage)\n- forward") == [complaint])
    }
}
