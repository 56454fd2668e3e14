import SluicePipeline
import SluiceWire
import Testing

struct ForwardTests {
    static func forward(_ fields: [(String, String)]) throws -> ([String], Answer?) {
        let chain = try chain("[forward]")
        var exchange = Exchange.sample(fields)
        if let answer = chain.admit(&exchange) { return ([], answer) }
        let answer = chain.receive(&exchange)
        return (exchange.request.fields.lines, answer)
    }

    @Test(arguments: [
        "Connection", "keep-alive", "Proxy-Connection", "Proxy-Authorization", "proxy-status", "TE",
        "Trailer",
        "Transfer-Encoding", "UPGRADE", "Expect", "HTTP2-Settings", "Host", "Content-Length",
        "Content-Encoding",
        "Accept-Encoding",
    ])
    func fieldsOfTheConnectionAndOfTheTransportStay(name: String) throws {
        let (lines, answer) = try Self.forward([("X-Before", "1"), (name, "x"), ("Authorization", "k")])
        #expect(answer == nil)
        #expect(lines == ["X-Before: 1", "Authorization: k", "accept-encoding: identity"])
    }

    @Test(arguments: [
        ("close", ["X-Hop", "X-End"]), ("keep-alive", ["X-Hop", "X-End"]), ("x-hop", ["X-End"]),
        ("close, X-HOP ,te", ["X-End"]), ("x-hop, x-end", []), ("not a name, x-end", ["X-Hop"]),
    ])
    func whatConnectionNamesStays(connection: String, passing: [String]) throws {
        let (lines, answer) = try Self.forward([("X-Hop", "1"), ("Connection", connection), ("X-End", "1")])
        #expect(answer == nil)
        #expect(lines == passing.map { "\($0): 1" } + ["accept-encoding: identity"])
    }

    @Test func everyConnectionFieldCounts() throws {
        let (lines, _) = try Self.forward([("Connection", "close"), ("X-Hop", "1"), ("Connection", "x-hop")])
        #expect(lines == ["accept-encoding: identity"])
    }

    @Test(arguments: [
        "authorization", "X-API-Key", "close, content-type", "host", "api-key", "x-goog-api-key", "cookie",
        "content-length", "x-forwarded-for", "x-real-ip", "keep-alive,Authorization",
    ])
    func aConnectionFieldThatNamesWhatTheAPINeedsIsRefused(connection: String) throws {
        let (_, answer) = try Self.forward([("Authorization", "Bearer k"), ("Connection", connection)])
        let refused = try #require(answer)
        #expect(refused.head.status == 400)
        #expect(refused.closesConnection)
        #expect(refused.code == "bad_request")
    }

    @Test func aConnectionFieldCountsEvenIfAStageHasDroppedIt() throws {
        let chain = try chain("[{allow_headers: {request: ['x-*']}}, forward]")
        var exchange = Exchange.sample([("Connection", "x-hop"), ("X-Hop", "1"), ("X-End", "1")])
        #expect(chain.admit(&exchange) == nil)
        #expect(chain.receive(&exchange) == nil)
        #expect(exchange.request.fields.lines == ["X-End: 1", "accept-encoding: identity"])
    }

    @Test func nothingInTheRequestSaysWhereItGoes() throws {
        let (lines, _) = try Self.forward([
            ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"),
            ("x-base-url", "https://evil.example"),
        ])
        #expect(!lines.contains { $0.lowercased().hasPrefix("host:") })
    }

    @Test(arguments: [false, true])
    func aPartIsAskedForOnlyIfNobodyFilters(isFiltered: Bool) throws {
        let chain = try chain("[forward]")
        var exchange = Exchange.sample([("Range", "bytes=5-"), ("If-Range", "\"v1\"")])
        if isFiltered { exchange.responseFilter = UntouchedBody() }
        #expect(chain.receive(&exchange) == nil)
        #expect(exchange.request.fields.contains("range") != isFiltered)
    }

    @Test func fieldsOfTheUpstreamsConnectionDoNotComeDown() throws {
        let chain = try chain("[forward]")
        var exchange = Exchange.sample()
        var head = ResponseHead(
            status: 429,
            fields: HeaderFields([
                ("Connection", "close, X-Hop, content-type"), ("X-Hop", "1"), ("Keep-Alive", "timeout=5"),
                ("Transfer-Encoding", "chunked"), ("Content-Length", "12"), ("Upgrade", "h2c"),
                ("Trailer", "x"),
                ("Proxy-Authenticate", "Basic"), ("Alt-Svc", "h3=\":443\""),
                ("Content-Type", "application/json"),
                ("Retry-After", "7"), ("x-request-id", "r1"), ("Set-Cookie", "a=b"), ("set-cookie", "c=d"),
            ]))
        chain.respond(&head, &exchange)
        #expect(
            head.fields.lines == [
                "Content-Type: application/json", "Retry-After: 7", "x-request-id: r1", "Set-Cookie: a=b",
                "set-cookie: c=d",
            ])
    }

    @Test func optionsAreRefused() {
        #expect(complaints("- forward: { to: x }") == ["1:14 unknown field `to` in `forward`"])
        #expect(complaints("- forward: x") == ["1:12 `forward` must be a mapping"])
        #expect(complaints("- forward: {}") == [])
    }
}

/// A response filter that changes nothing.
private struct UntouchedBody: ResponseFilter {
    mutating func open(_ head: inout ResponseHead, isBodyless: Bool, _ exchange: inout Exchange) -> FilterStep
    {
        .passes
    }

    mutating func push(_ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange)
        -> FilterStep
    {
        bytes.append(to: &out)
        return .more
    }

    mutating func finish(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep { .ended }

    mutating func fail(_ refusal: Refusal, into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep
    {
        .abort
    }
}
