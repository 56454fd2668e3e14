import NIOCore
import SluiceGateway
import Testing

/// faults.md, rows 13, 29, 32 to 34 and 60 to 62: what clients do wrong, and how connections live on.
@Suite(.timeLimit(.minutes(4)))
struct ClientFaultTests {
    private static let stream = Wire.post(#"{"model":"m","stream":true,"messages":[]}"#)

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await GatewayHarness.run { harness in
            let connection = try await harness.connect()
            try await connection.send((0..<5).map { Wire.get("/v1/\($0)") }.joined())
            for index in 0..<5 {
                let call = try await harness.upstream.next()
                #expect(call.head.hasPrefix("GET /v1/\(index) "))
                try await call.send(Wire.answer("{\"n\":\(index)}"))
                try await connection.read(until: "{\"n\":\(index)}")
            }
            await connection.close()
        }
    }

    @Test func manyPipelinedRefusalsAreAnsweredInOrder() async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer("{\"last\":1}") }) { harness in
            let connection = try await harness.connect()
            connection.sendAsFarAsTaken(
                Array(((0..<3_000).map { _ in Wire.get("/nowhere") }.joined() + Wire.get()).utf8))
            let text = try await connection.read(until: "{\"last\":1}")
            #expect(text.split(separator: "route_not_found").count == 3_001)
            await connection.close()
        }
    }

    @Test func garbageBehindARequestIsAnsweredAfterIt() async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer("{\"ok\":1}") }) { harness in
            let answer = try await harness.exchange(Wire.get() + "garbage\r\n\r\n" + Wire.get())
            let parts = answer.split(separator: "HTTP/1.1 ")
            #expect(parts.count == 2 && parts[0].hasPrefix("200") && parts[1].hasPrefix("400"), "\(answer)")
        }
    }

    @Test func keptConnectionsServeOneRequestAfterTheOther() async throws {
        try await GatewayHarness.run(answer: { _ in Wire.answer("{\"ok\":1}") }) { harness in
            let connection = try await harness.connect()
            for path in ["/v1/a", "/nowhere", "/v1/b"] {
                try await connection.send(Wire.post("{}", path: path))
                try await connection.read(until: path == "/nowhere" ? "route_not_found\"" : "{\"ok\":1}")
                connection.discard()
            }
            await connection.close()
        }
    }

    @Test func oldClientsGetNoChunks() async throws {
        let answer =
            Wire.streamHead + Wire.chunk(Wire.event("one")) + Wire.chunk("data: [DONE]\n\n") + Wire.lastChunk
        try await GatewayHarness.run(answer: { _ in answer }) { harness in
            let request = Self.stream.replacing("HTTP/1.1", with: "HTTP/1.0")
            let received = try await harness.exchange(request)
            #expect(!received.lowercased().contains("transfer-encoding"))
            #expect(received.hasSuffix("\r\n\r\n" + Wire.event("one") + "data: [DONE]\n\n"))
        }
    }

    @Test func continueIsSentOnceTheHeadIsAdmitted() async throws {
        try await GatewayHarness.run(
            stages: "{ body_limit: 100 }", answer: { _ in Wire.answer("{\"ok\":1}") }
        ) { harness in
            let head = "POST \(Wire.chat) HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length:"
            let connection = try await harness.connect()
            try await connection.send("\(head) 2\r\n\r\n")
            try await connection.read(until: "HTTP/1.1 100 Continue\r\n\r\n")
            try await connection.send("{}")
            try await connection.read(until: "{\"ok\":1}")
            await connection.close()
            let refused = try await harness.exchange("\(head) 200\r\n\r\n")
            #expect(Wire.status(refused) == 413)
        }
    }

    @Test(arguments: ["content-length: 200000", "transfer-encoding: chunked"])
    func aBodyAboveTheLimitIsRefusedEarly(_ framing: String) async throws {
        try await GatewayHarness.run(stages: "{ body_limit: 1KiB }") { harness in
            let connection = try await harness.connect()
            try await connection.send("POST \(Wire.chat) HTTP/1.1\r\nhost: a\r\n\(framing)\r\n\r\n")
            let piece = String(repeating: "a", count: 2_000)
            connection.sendAsFarAsTaken(Array(Wire.chunk(piece).utf8))
            let answer = await connection.readToEnd()
            #expect(Wire.status(answer) == 413 && answer.contains("request_too_large"))
            await connection.close()
        }
    }

    @Test(arguments: ["br", "zstd", "gzip, gzip", "compress"])
    func unreadableCodingsAre415(_ coding: String) async throws {
        try await GatewayHarness.run { harness in
            let answer = try await harness.exchange(
                Wire.post("{}", fields: ["content-encoding: \(coding)", "connection: close"]))
            #expect(Wire.status(answer) == 415 && answer.contains("unsupported_encoding"))
        }
    }

    @Test func aBrokenGzipBodyIs400() async throws {
        try await GatewayHarness.run { harness in
            let answer = try await harness.exchange(
                Wire.post("{}", fields: ["content-encoding: gzip", "connection: close"]))
            #expect(Wire.status(answer) == 400)
        }
    }

    @Test func leavingClosesTheUpstream() async throws {
        try await GatewayHarness.run { harness in
            for reset in [false, true] {
                for hasBegun in [false, true] {
                    let connection = try await harness.connect()
                    try await connection.send(Self.stream)
                    let call = try await harness.upstream.next()
                    if hasBegun {
                        try await call.send(Wire.streamHead + Wire.chunk(Wire.event("one")))
                        try await connection.read(until: "one")
                    }
                    if reset {
                        await connection.close()
                    } else {
                        try await connection.finishSending()
                    }
                    try await call.closed()
                    await connection.close()
                }
            }
            let tally = try #require(await harness.gateway.tally())
            #expect(tally.exchanges.filter { $0.key.outcome == .clientClosed }.values.reduce(0, +) == 4)
            #expect(tally.activeStreams == 0)
        }
    }

    @Test func aHeadThatDribblesIsTimedOut() async throws {
        try await GatewayHarness.run(extra: "limits: { header_timeout: 3s }") { harness in
            let partial = try await harness.connect()
            try await partial.send("GET /v1/mod")
            let silent = try await harness.connect()
            #expect(await silent.readToEnd().isEmpty)
            let answer = await partial.readToEnd()
            #expect(Wire.status(answer) == 408 && answer.contains("request_timeout"))
            await silent.close()
            await partial.close()
        }
    }

    @Test func aBodyThatStopsIsTimedOut() async throws {
        try await GatewayHarness.run(extra: "limits: { body_timeout: 60ms }") { harness in
            let answer = try await harness.exchange(
                "POST /v1/a HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{")
            #expect(Wire.status(answer) == 408)
        }
    }

    @Test func anIdleConnectionIsClosed() async throws {
        try await GatewayHarness.run(
            extra: "limits: { keep_alive_timeout: 60ms }", answer: { _ in Wire.answer("{\"ok\":1}") }
        ) { harness in
            let answer = try await harness.exchange(Wire.get())
            #expect(Wire.status(answer) == 200 && answer.hasSuffix("{\"ok\":1}"))
        }
    }

    @Test func aReaderThatStopsHoldsTheUpstreamBack() async throws {
        try await GatewayHarness.run { harness in
            let connection = try await harness.connect()
            try await connection.pauseReading()
            try await connection.send(Wire.get("/v1/audio"))
            let call = try await harness.upstream.next()
            try await call.send(
                "HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ntransfer-encoding: chunked\r\n\r\n")
            let piece = Wire.chunk(String(repeating: "a", count: 1 << 20))
            for _ in 0..<24 { call.channel.writeAndFlush(ByteBuffer(string: piece), promise: nil) }
            let last = call.channel.eventLoop.makePromise(of: Void.self)
            call.channel.writeAndFlush(ByteBuffer(string: Wire.lastChunk), promise: last)
            try await call.channel.eventLoop.scheduleTask(in: .milliseconds(300)) {}.futureResult.get()
            #expect(!call.channel.isWritable)
            try await connection.resumeReading()
            try await last.futureResult.get()
            await connection.read(count: 24 << 20)
            try await connection.read(until: Wire.lastChunk)
            await connection.close()
        }
    }

    @Test func connectionsBeyondTheLimitAre503() async throws {
        try await GatewayHarness.run(extra: "limits: { connections: 1 }", answer: { _ in Wire.answer() }) {
            harness in
            let first = try await harness.connect()
            try await first.send(Wire.get())
            try await first.read(until: "{}")
            let answer = await (try await harness.connect()).readToEnd()
            #expect(Wire.status(answer) == 503 && answer.contains("overloaded"))
            await first.close()
        }
    }
}
