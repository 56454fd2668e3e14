import NIOCore
import SluiceGateway
import Testing

/// faults.md, rows 35 to 37 and 46 to 59: what an upstream can do wrong, and what the client sees of it.
@Suite(.timeLimit(.minutes(4)))
struct UpstreamFaultTests {
    private static let request = Wire.post(#"{"model":"m","messages":[]}"#)

    @Test func aRefusedConnectionIs502() async throws {
        try await GatewayHarness.run { harness in
            await harness.upstream.stop()
            let connection = try await harness.connect()
            try await connection.send(Self.request)
            let answer = try await connection.read(until: "upstream_unreachable")
            #expect(Wire.status(answer) == 502)
            await connection.close()
        }
    }

    @Test func silenceIs504() async throws {
        try await GatewayHarness.run(upstreamOptions: ", first_byte_timeout: 50ms") { harness in
            let connection = try await harness.connect()
            try await connection.send(Self.request)
            let answer = try await connection.read(until: "upstream_timeout")
            #expect(Wire.status(answer) == 504)
            try await harness.upstream.next().closed()
            await connection.close()
        }
    }

    @Test(arguments: [
        "garbage\r\n\r\n", "HTTP/1.1 000 No\r\n\r\n", "HTTP/1.1 99999 No\r\n\r\n", "HTTP/1.1 2x0 No\r\n\r\n",
        "HTTP/3.0 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n{}", "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n{}", "HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nx y: a\r\n\r\n", "HTTP/1.1 200 OK\r\n: a\r\n\r\n",
        "HTTP/1.1 200 OK\r\nx: a\rb\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
        String(repeating: "HTTP/1.1 102 Processing\r\n\r\n", count: 2_000),
        "HTTP/1.1 200 OK\r\nx: \(String(repeating: "a", count: 1 << 20))\r\n\r\n",
        "HTTP/1.1 200 OK\r\n" + (0..<5_000).map { "x\($0): y\r\n" }.joined() + "\r\n",
    ])
    func anInvalidHeadIs502(_ head: String) async throws {
        try await GatewayHarness.run(answer: { _ in head }) { harness in
            let connection = try await harness.connect()
            try await connection.send(Self.request)
            let answer = try await connection.read(until: "\"code\"")
            #expect(Wire.status(answer) == 502 && answer.contains("upstream_invalid"), "\(answer)")
            try await harness.upstream.next().closed()
            await connection.close()
        }
    }

    @Test(arguments: [
        "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 102 Processing\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n",
    ])
    func informationalHeadsAreSwallowed(_ head: String) async throws {
        try await GatewayHarness.run(answer: { _ in head + head + Wire.answer("{\"a\":1}") }) { harness in
            let connection = try await harness.connect()
            try await connection.send(Self.request)
            let answer = try await connection.read(until: "{\"a\":1}")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && !answer.contains("link"))
            await connection.close()
        }
    }

    /// An answer that breaks off: by a close, by a reset, by broken chunks, by silence.
    enum Break: CaseIterable, Sendable {
        case close
        case reset
        case badChunk
        case silence
    }

    @Test(arguments: Break.allCases)
    func aStreamThatBreaksOffEndsWithAVisibleError(_ kind: Break) async throws {
        try await GatewayHarness.run(upstreamOptions: kind == .silence ? ", idle_timeout: 60ms" : "") {
            harness in
            let connection = try await harness.connect()
            try await connection.send(Wire.post(#"{"model":"m","stream":true,"messages":[]}"#))
            let call = try await harness.upstream.next()
            try await call.send(Wire.streamHead + Wire.chunk(Wire.event("one")))
            try await connection.read(until: "one")
            switch kind {
            case .close: await call.close()
            case .reset: try await call.reset()
            case .badChunk: try await call.send("zz\r\n")
            case .silence: break
            }
            let answer = await connection.readToEnd()
            #expect(answer.contains("\"error\"") || !answer.hasSuffix(Wire.lastChunk), "\(answer)")
            #expect(!answer.contains("[DONE]") || answer.contains("\"error\""))
            await connection.close()
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ncontent-length: 100\r\n\r\nID3\0only this",
        "HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ntransfer-encoding: chunked\r\n\r\nd\r\nID3\0only this\r\n",
    ])
    func aBinaryAnswerThatIsCutShortIsNeverComplete(_ answer: String) async throws {
        try await GatewayHarness.run { harness in
            let connection = try await harness.connect()
            try await connection.send(Wire.get("/v1/audio"))
            let call = try await harness.upstream.next()
            try await call.send(answer)
            try await connection.read(until: "only this")
            await call.close()
            let received = await connection.readToEnd()
            #expect(!received.hasSuffix(Wire.lastChunk))
            await connection.close()
        }
    }

    @Test func aWholeAnswerThatIsCutShortIs502() async throws {
        try await GatewayHarness.run { harness in
            let connection = try await harness.connect()
            try await connection.send(Self.request)
            let call = try await harness.upstream.next()
            try await call.send(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{\"a\":")
            await call.close()
            let answer = try await connection.read(until: "upstream_closed")
            #expect(Wire.status(answer) == 502)
            await connection.close()
        }
    }

    /// A machine that stalls makes a gap of its own: only a run whose gaps were all short says anything.
    @Test func slowButSteadyIsNotCut() async throws {
        let idle = Duration.seconds(1)
        try await GatewayHarness.run(upstreamOptions: ", first_byte_timeout: 30s, idle_timeout: 1s") {
            harness in
            var widestGap = idle
            while widestGap >= idle {
                widestGap = .zero
                let connection = try await harness.connect()
                try await connection.send(Wire.post(#"{"model":"m","stream":true,"messages":[]}"#))
                let call = try await harness.upstream.next()
                try? await call.send(Wire.streamHead)
                var last = ContinuousClock.now
                for index in 0..<12 {
                    try? await call.send(Wire.chunk(Wire.event("t\(index).")))
                    try await call.channel.eventLoop.scheduleTask(in: .milliseconds(120)) {}.futureResult
                        .get()
                    widestGap = max(widestGap, ContinuousClock.now - last)
                    last = .now
                }
                try? await call.send(Wire.chunk("data: [DONE]\n\n") + Wire.lastChunk)
                widestGap = max(widestGap, ContinuousClock.now - last)
                guard widestGap < idle else { continue }
                let answer = try await connection.read(until: "[DONE]")
                #expect(!answer.contains("\"error\""))
                await connection.close()
            }
        }
    }

    @Test(arguments: [204, 304])
    func aBodyWhereNoneCanBeIsNotPassed(_ status: Int) async throws {
        let answer = "HTTP/1.1 \(status) X\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"
        try await GatewayHarness.run(answer: { _ in answer }) { harness in
            let received = try await harness.exchange(Wire.get(fields: ["connection: close"]))
            #expect(Wire.status(received) == status && received.hasSuffix("\r\n\r\n"), "\(received)")
            try await harness.upstream.next().closed()
        }
    }

    @Test func bytesBehindAnAnswerAreNeverTheNextOne() async throws {
        let answer = Wire.answer("{\"first\":1}") + Wire.answer("{\"smuggled\":1}")
        try await GatewayHarness.run(answer: { _ in answer }) { harness in
            let connection = try await harness.connect()
            for _ in 0..<3 {
                try await connection.send(Wire.get())
                let received = try await connection.read(until: "{\"first\":1}")
                #expect(!received.contains("smuggled"))
                connection.discard()
                try await harness.upstream.next().closed()
            }
            await connection.close()
        }
    }

    @Test func aHeadAnswerHasItsLengthAndNoBody() async throws {
        try await GatewayHarness.run(answer: { _ in "HTTP/1.1 200 OK\r\ncontent-length: 77\r\n\r\n" }) {
            harness in
            let request = "HEAD /v1/models HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
            let received = try await harness.exchange(request)
            #expect(received.contains("content-length: 77\r\n") && received.hasSuffix("\r\n\r\n"))
        }
    }

    @Test func redirectsAndErrorsArePassedOnWithTheirFields() async throws {
        for (status, field) in [
            ("302 Found", "location: http://169.254.169.254/"), ("429 Too Many Requests", "retry-after: 7"),
            ("500 Internal Server Error", "x-request-id: r1"),
            ("401 Unauthorized", "www-authenticate: Bearer"),
        ] {
            let answer = Wire.answer("{\"error\":{}}", status: status, fields: [field])
            try await GatewayHarness.run(answer: { _ in answer }) { harness in
                let received = try await harness.exchange(
                    Wire.post(#"{"model":"m","messages":[]}"#, fields: ["connection: close"]))
                #expect(
                    received.hasPrefix("HTTP/1.1 \(status)\r\n") && received.contains(field), "\(received)")
                _ = try await harness.upstream.next()
            }
        }
    }

    @Test func anEarlyAnswerIsPassedOnAtOnce() async throws {
        try await GatewayHarness.run(answer: { _ in nil }) { harness in
            let connection = try await harness.connect()
            let body =
                "{\"model\":\"m\",\"messages\":[],\"x\":\"" + String(repeating: "a", count: 3 << 20) + "\"}"
            connection.sendAsFarAsTaken(Array(Wire.post(body).utf8))
            let call = try await harness.upstream.next()
            try await call.send(Wire.answer("{\"error\":{}}", status: "413 Content Too Large"))
            let answer = try await connection.read(until: "{\"error\":{}}")
            #expect(Wire.status(answer) == 413)
            await connection.close()
        }
    }

    @Test func aStaleConnectionIsReplacedOnce() async throws {
        try await GatewayHarness.run { harness in
            let connection = try await harness.connect()
            try await connection.send(Self.request)
            let first = try await harness.upstream.next()
            try await first.send(Wire.answer("{\"first\":1}"))
            try await connection.read(until: "{\"first\":1}")
            connection.discard()
            try await connection.send(Self.request)
            let stale = try await harness.upstream.next()
            #expect(stale.channel === first.channel)
            await stale.close()
            let fresh = try await harness.upstream.next()
            #expect(fresh.channel !== first.channel && fresh.request == stale.request)
            try await fresh.send(Wire.answer("{\"second\":1}"))
            try await connection.read(until: "{\"second\":1}")
            await connection.close()
        }
    }

    @Test func aFreshConnectionIsNotReplaced() async throws {
        try await GatewayHarness.run { harness in
            let connection = try await harness.connect()
            try await connection.send(Self.request)
            await (try await harness.upstream.next()).close()
            let answer = try await connection.read(until: "upstream_closed")
            #expect(Wire.status(answer) == 502)
            await connection.close()
        }
    }

    @Test func anAnswerThatBeganIsNeverAskedForAgain() async throws {
        try await GatewayHarness.run { harness in
            let connection = try await harness.connect()
            try await connection.send(Self.request)
            let first = try await harness.upstream.next()
            try await first.send(Wire.answer("{\"first\":1}"))
            try await connection.read(until: "{\"first\":1}")
            connection.discard()
            try await connection.send(Self.request)
            let second = try await harness.upstream.next()
            try await second.send("HTTP/1.1 2")
            await second.close()
            let answer = try await connection.read(until: "\"code\"")
            #expect(Wire.status(answer) == 502)
            await connection.close()
        }
    }

    @Test func anUnknownCodingIs502() async throws {
        let answer = Wire.answer("??", fields: ["content-encoding: br"])
        try await GatewayHarness.run(answer: { _ in answer }) { harness in
            let received = try await harness.exchange(
                Wire.post(#"{"model":"m","messages":[]}"#, fields: ["connection: close"]))
            #expect(Wire.status(received) == 502 && received.contains("response_uninspectable"))
        }
    }
}
