import SluiceGateway
import Testing

/// faults.md, rows 1 to 18: what two parsers could read in two ways never reaches an upstream.
@Suite(.timeLimit(.minutes(4)))
struct RequestFramingTests {
    /// A request that has to be refused.
    struct Malformed: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: String
        var statuses: Set<Int> = [400]

        var testDescription: String { name }
    }

    private static func chunked(_ body: String, _ fields: String = "") -> String {
        "POST \(Wire.chat) HTTP/1.1\r\nhost: a\r\n\(fields)transfer-encoding: chunked\r\n\r\n\(body)"
    }

    private static func length(_ value: String) -> String {
        "POST \(Wire.chat) HTTP/1.1\r\nhost: a\r\ncontent-length: \(value)\r\n\r\n{}"
    }

    private static func coding(_ value: String) -> Malformed {
        Malformed(
            name: "transfer-encoding \(value.debugDescription)",
            bytes:
                "POST \(Wire.chat) HTTP/1.1\r\nhost: a\r\ntransfer-encoding: \(value)\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            statuses: [400, 501])
    }

    private static func line(_ line: String, _ statuses: Set<Int> = [400, 505]) -> Malformed {
        Malformed(
            name: "line \(line.debugDescription)", bytes: "\(line)\r\nhost: a\r\n\r\n", statuses: statuses)
    }

    private static func field(_ field: String) -> Malformed {
        Malformed(
            name: "field \(field.prefix(40).debugDescription)",
            bytes: "GET /v1/models HTTP/1.1\r\nhost: a\r\n\(field)\r\n\r\n")
    }

    static let malformed: [Malformed] =
        [
            Malformed(name: "length and coding", bytes: chunked("0\r\n\r\n", "content-length: 5\r\n")),
            Malformed(name: "two lengths", bytes: length("2\r\ncontent-length: 3")),
            Malformed(name: "equal lengths", bytes: length("2\r\ncontent-length: 2")),
            Malformed(name: "a list of lengths", bytes: length("2, 3")),
            Malformed(
                name: "two codings", bytes: chunked("0\r\n\r\n", "transfer-encoding: chunked\r\n"),
                statuses: [400, 501]),
            Malformed(name: "space before the colon", bytes: chunked("0\r\n\r\n", "content-length : 5\r\n")),
        ]
        + ["+5", "-5", "0x5", "1_0", "", "18446744073709551616", "٥", "2 2", "2;"].map {
            Malformed(name: "length \($0.debugDescription)", bytes: length($0))
        }
        + [
            "xchunked", "chunked, chunked", "\u{B}chunked", "\0chunked", "gzip, chunked", "chunked, gzip",
            "gzip",
            "identity", "", "chunked;x=1",
        ].map(coding)
        + ["0x2", "+2", "", "fffffffffffffffff", "2 2", "g", "-1"].map {
            Malformed(name: "chunk size \($0.debugDescription)", bytes: chunked("\($0)\r\n{}\r\n0\r\n\r\n"))
        }
        + [
            Malformed(name: "bare LF behind a chunk size", bytes: chunked("2\n{}\r\n0\r\n\r\n")),
            Malformed(name: "bare CR behind a chunk size", bytes: chunked("2\r{}\r\n0\r\n\r\n")),
            Malformed(name: "bare LF behind a chunk", bytes: chunked("2\r\n{}\n0\r\n\r\n")),
            Malformed(name: "bare LF in an extension", bytes: chunked("2;a\nb\r\n{}\r\n0\r\n\r\n")),
            Malformed(name: "bare CR in an extension", bytes: chunked("2;a\rb\r\n{}\r\n0\r\n\r\n")),
            Malformed(name: "bytes behind a chunk", bytes: chunked("2\r\n{}x\r\n0\r\n\r\n")),
            Malformed(
                name: "a length in a trailer", bytes: chunked("2\r\n{}\r\n0\r\ncontent-length: 9\r\n\r\n")),
            Malformed(name: "HTTP/0.9", bytes: "GET /v1/models\r\n\r\n", statuses: [400, 505]),
            line("GET /v1/models HTTP/1.32"), line("GET /v1/models HTTP/2.0"),
            line("GET /v1/models HTTP/9.9"),
            line("GET /v1/mod els HTTP/1.1"), line("GET  /v1/models HTTP/1.1"),
            line("GET /v1/models  HTTP/1.1"),
            line(" GET /v1/models HTTP/1.1"), line("GET /v1/models HTTP/1.1 "),
            line("GET\t/v1/models HTTP/1.1"),
            line("GET /v1/mo\u{7F}dels HTTP/1.1"), line("GET /v1/mo\tdels HTTP/1.1"),
            line("GET /v1/m\0 HTTP/1.1"),
            line("G\u{1}T /v1/models HTTP/1.1"), line("get /v1/models HTTP/1.1"),
            line("GET v1/models HTTP/1.1"),
            line("GET * HTTP/1.1"), line("OPTIONS * HTTP/1.1"), line("PRI * HTTP/2.0"),
            line("GET /v1/%zz HTTP/1.1"), line("GET /v1/models#x HTTP/1.1"),
            line("GET http://other.example/v1/models HTTP/1.1"), line("GET https://a/v1/models HTTP/1.1"),
            line("CONNECT example.com:443 HTTP/1.1", [400, 405]),
            line("TRACE /v1/models HTTP/1.1", [400, 405]),
            Malformed(name: "no host", bytes: "GET /v1/models HTTP/1.1\r\n\r\n"),
            Malformed(name: "two hosts", bytes: "GET /v1/models HTTP/1.1\r\nhost: a\r\nhost: a\r\n\r\n"),
            Malformed(name: "empty host", bytes: "GET /v1/models HTTP/1.1\r\nhost:\r\n\r\n"),
            field("x: a\0b"), field("x: a\rb"), field("x: a\r\n folded"), field(": no name"), field("a b: c"),
            field("x: a\u{1}b"), field("x\0y: a"), field("x"),
        ]
        + ["a b", "a/b", "a@b", "a,b", "a:b:c", "a:port", "[::1", "[]", "ex\u{e4}mple"].map {
            Malformed(
                name: "host \($0.debugDescription)", bytes: "GET /v1/models HTTP/1.1\r\nhost: \($0)\r\n\r\n")
        }

    @Test(arguments: malformed)
    func isRefusedAndTheConnectionCloses(_ malformed: Malformed) async throws {
        try await GatewayHarness.run { harness in
            let answer = try await harness.exchange(malformed.bytes)
            #expect(malformed.statuses.contains(Wire.status(answer)), "\(answer)")
            #expect(answer.lowercased().contains("connection: close"))
            #expect(answer.contains("\"code\":"), "\(answer)")
            #expect(
                answer.firstRange(of: "HTTP/1.1 ") == answer
                    .startIndex..<answer.index(answer.startIndex, offsetBy: 9))
            let other = try await harness.exchange(Wire.get("/elsewhere", fields: ["connection: close"]))
            #expect(Wire.status(other) == 404)
        }
    }

    @Test func nothingMalformedReachesTheUpstream() async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer() }) { harness in
            for malformed in Self.malformed { _ = try await harness.exchange(malformed.bytes) }
            let marker = Wire.get("/v1/marker", fields: ["connection: close"])
            let status1 = Wire.status(try await harness.exchange(marker))
            #expect(status1 == 200)
            let head2 = try await harness.upstream.next().head
            #expect(head2.hasPrefix("GET /v1/marker "))
        }
    }

    @Test func largeHeadsAreRefusedWithoutGrowing() async throws {
        try await GatewayHarness.run { harness in
            let large = String(repeating: "a", count: 200_000)
            let many = (0..<20_000).map { "x\($0): y" }.joined(separator: "\r\n")
            let target = "GET /v1/\(String(repeating: "a", count: 20_000)) HTTP/1.1\r\nhost: a\r\n\r\n"
            for (request, status) in [
                (Wire.get(fields: ["x: \(large)"]), 431), (Wire.get(fields: [many]), 431),
                ("GET /\(large) HTTP/1.1\r\nhost: a\r\n\r\n", 431), (target, 414),
            ] {
                let connection = try await harness.connect()
                connection.sendAsFarAsTaken(Array(request.utf8))
                let answer = await connection.readToEnd()
                #expect(Wire.status(answer) == status, "\(answer)")
                await connection.close()
            }
        }
    }

    @Test func chunkExtensionsAndTrailersAreBounded() async throws {
        try await GatewayHarness.run { harness in
            let extensions = Self.chunked("2;x=\(String(repeating: "a", count: 1 << 20))\r\n{}\r\n0\r\n\r\n")
            let trailers = Self.chunked(
                "2\r\n{}\r\n0\r\nx: \(String(repeating: "a", count: 200_000))\r\n\r\n")
            for request in [extensions, trailers] {
                let connection = try await harness.connect()
                connection.sendAsFarAsTaken(Array(request.utf8))
                let answer = await connection.readToEnd()
                #expect([400, 431].contains(Wire.status(answer)), "\(answer)")
                await connection.close()
            }
        }
    }

    @Test func trailersAreDropped() async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer() }) { harness in
            let request = Self.chunked("2\r\n{}\r\n0\r\nauthorization: Bearer x\r\nx: y\r\n\r\n")
            let connection = try await harness.connect()
            try await connection.send(request)
            try await connection.read(until: "\r\n\r\n{}")
            let call = try await harness.upstream.next()
            #expect(!call.head.lowercased().contains("authorization"))
            #expect(call.head.lowercased().contains("content-length: 2"))
            await connection.close()
        }
    }

    @Test func aBodyThatIsCutOffIsNeverForwarded() async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer() }) { harness in
            for request in [Self.length("50"), Self.chunked("5\r\nhel")] {
                let connection = try await harness.connect()
                try await connection.send(request)
                try await connection.finishSending()
                let answer = await connection.readToEnd()
                #expect(answer.isEmpty || Wire.status(answer) == 400)
                await connection.close()
            }
            _ = try await harness.exchange(Wire.get("/v1/marker", fields: ["connection: close"]))
            let head3 = try await harness.upstream.next().head
            #expect(head3.hasPrefix("GET /v1/marker "))
        }
    }

    @Test func anUpgradeIsStrippedAndOpensNoTunnel() async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer() }) { harness in
            let fields = ["connection: upgrade, x-hop", "upgrade: websocket", "x-hop: 1", "x-stays: 1"]
            let answer = try await harness.exchange(
                Wire.get(fields: fields) + "early bytes that are no request")
            #expect(Wire.status(answer) == 200)
            #expect(answer.hasSuffix("{}"))
            let head = try await harness.upstream.next().head.lowercased()
            #expect(!head.contains("upgrade") && !head.contains("x-hop") && head.contains("x-stays: 1"))
        }
    }
}
