import NIOHPACK
import SluicePipeline
import Testing

@testable import SluiceGateway

/// What a head of HTTP/2 becomes, and what must not become one of HTTP/1.1.
struct HTTP2HeadTests {
    private static let valid: [(String, String)] = [
        (":method", "POST"), (":scheme", "https"), (":authority", "sluice.example"), (":path", "/v1/x?y=1"),
    ]

    @Test func pseudoFieldsBecomeTheRequestAndItsHost() throws {
        let more = [("cookie", "a=1"), ("x-api-key", "k"), ("cookie", "b=2")]
        let head = try HTTP2Head(HPACKHeaders(Self.valid + more)).request
        #expect(head.method == "POST" && head.target == "/v1/x?y=1" && head.version == .http11)
        let fields = HeaderFields(head.lines.all)
        #expect(fields.values("host") == ["sluice.example"])
        #expect(fields.values("cookie") == ["a=1; b=2"])
        #expect(fields.values("x-api-key") == ["k"])
        #expect(!head.lines.all.contains { $0.name.hasPrefix(":") })
    }

    @Test func aHostFieldStandsInForTheAuthority() throws {
        let fields = Self.valid.filter { $0.0 != ":authority" } + [("host", "sluice.example")]
        #expect(try HTTP2Head(HPACKHeaders(fields)).request.lines.host == "sluice.example")
    }

    @Test(arguments: [
        (":method", "GET /x HTTP/1.1\r\nhost: a\r\n\r\nGET"), (":method", "G T"), (":method", ""),
        (":scheme", "ftp"),
        ("x a", "1"), ("x:a", "1"), ("x-a\r\nx-b", "1"), ("", "1"), ("host", "other.example"), ("ä", "1"),
        ("x", "a\r\nb: c"), ("x", "a\0"),
    ])
    func whatIsNoTokenOrContradictsIsRefused(_ field: (String, String)) {
        let fields = Self.valid.map { $0.0 == field.0 ? field : $0 }
        let all = field.0.hasPrefix(":") ? fields : fields + [field]
        #expect(throws: RequestFault.self) { try HTTP2Head(HPACKHeaders(all)) }
    }
}
