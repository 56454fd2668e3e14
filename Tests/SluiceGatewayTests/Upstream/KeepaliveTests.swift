import NIOCore
import SluiceGateway
import Testing

/// Streams that are silent for longer than `keepalive`, seen by the client byte by byte.
@Suite(.timeLimit(.minutes(4)))
struct KeepaliveTests {
    private static let stages = "filter_request, filter_response: { keepalive: 20ms }"
    private static let comment = Wire.chunk(": sluice\n\n")
    private static let request = Wire.post(#"{"model":"m","stream":true,"messages":[]}"#)
    private static let done = "data: [DONE]\n\n"

    /// A chat stream whose first event has left, and the provider's end of it.
    private static func stream(
        _ harness: GatewayHarness, events: String = Wire.event("one")
    ) async throws -> (client: RawConnection, call: FakeUpstream.Call) {
        let client = try await harness.connect()
        try await client.send(request)
        let call = try await harness.upstream.next()
        try await call.send(Wire.streamHead + Wire.chunk(events))
        try await client.read(until: events)
        return (client, call)
    }

    /// What chunks hold.
    private static func text(_ chunks: String) -> String {
        var rest = chunks[...]
        var text = ""
        while let line = rest.firstRange(of: "\r\n"), let size = Int(rest[..<line.lowerBound], radix: 16) {
            let data = rest[line.upperBound...].utf8.prefix(size)
            text += String(decoding: data, as: UTF8.self)
            rest = rest[data.endIndex...].dropFirst()
        }
        return text
    }

    @Test func aSilentStreamIsKeptAliveBetweenItsEvents() async throws {
        try await GatewayHarness.run(stages: Self.stages) { harness in
            let (client, call) = try await Self.stream(harness)
            try await client.read(until: String(repeating: Self.comment, count: 3))
            try await call.send(Wire.chunk(String(Wire.event("two").dropLast(9))))
            client.discard()
            try await client.read(until: Self.comment)
            try await call.send(
                Wire.chunk(String(Wire.event("two").suffix(9))) + Wire.chunk(Self.done) + Wire.lastChunk)
            try await client.read(until: Wire.lastChunk)
            let text = Self.text(client.received).replacing(": sluice\n\n", with: "")
            #expect(text == Wire.event("two") + Self.done)
            await client.close()
        }
    }

    /// A stream beside one that is kept alive by the same timer: when that one has got several, this one had its turn.
    private static func isSilent(
        _ harness: GatewayHarness, beside work: (RawConnection, FakeUpstream.Call) async throws -> Void,
        request: String
    ) async throws -> String {
        let client = try await harness.connect()
        try await client.send(request)
        let call = try await harness.upstream.next()
        try await work(client, call)
        client.discard()
        let (other, _) = try await stream(harness)
        try await other.read(until: String(repeating: comment, count: 4))
        await other.close()
        defer { call.channel.close(promise: nil) }
        return client.received
    }

    @Test(arguments: [
        ("/v1/chat/completions", "text/event-stream", Wire.event("one") + "data: [DONE]\n\n"),
        ("/v1/chat/completions", "text/event-stream", "id: 1\n" + Wire.event("one")),
        (
            "/v1/models/m:streamGenerateContent", "text/event-stream",
            #"data: {"candidates":[{"content":{"parts":[{"text":"one"}]}}]}"# + "\r\n\r\n"
        ),
        (
            "/v1/chat/completions", "application/x-ndjson",
            #"{"choices":[{"index":0,"delta":{"content":"one"}}]}"# + "\n"
        ),
        ("/v1/chat/completions", "audio/mpeg", "ID3\0one"),
    ])
    func whatTakesNoneGetsNone(path: String, type: String, body: String) async throws {
        try await GatewayHarness.run(stages: Self.stages) { harness in
            let head = Wire.streamHead.replacing("text/event-stream", with: type)
            let received = try await Self.isSilent(
                harness,
                beside: { client, call in
                    try await call.send(head + Wire.chunk(body))
                    try await client.read(until: body)
                }, request: Wire.post("{}", path: path))
            #expect(received == "")
        }
    }

    @Test(arguments: ["", Wire.event(""), #"{"choices":["#])
    func anAnswerWhoseHeadIsKeptBackGetsNone(body: String) async throws {
        try await GatewayHarness.run(stages: Self.stages) { harness in
            let received = try await Self.isSilent(
                harness,
                beside: { _, call in
                    try await call.send(Wire.streamHead + (body.isEmpty ? "" : Wire.chunk(body)))
                }, request: Self.request)
            #expect(received == "")
        }
    }

    @Test func theProvidersSilenceStillEndsTheStream() async throws {
        try await GatewayHarness.run(stages: Self.stages, upstreamOptions: ", idle_timeout: 300ms") {
            harness in
            let (client, call) = try await Self.stream(harness)
            let answer = await client.readToEnd()
            #expect(answer.contains("upstream_timeout"))
            try await call.closed()
            await client.close()
        }
    }

    @Test func aClientThatLeavesInTheSilenceEndsTheCall() async throws {
        try await GatewayHarness.run(stages: Self.stages) { harness in
            let (client, call) = try await Self.stream(harness)
            try await client.read(until: Self.comment)
            await client.close()
            try await call.closed()
        }
    }

    /// What a client doesn't read isn't made more.
    @Test func aClientThatReadsNothingGetsNone() async throws {
        try await GatewayHarness.run(stages: Self.stages) { harness in
            let (client, call) = try await Self.stream(harness)
            client.discard()
            try await client.pauseReading()
            // Each event is passed on well within a tick, however slow the machine: only waiting makes silence here.
            let event = Wire.event(String(repeating: "a", count: 1 << 14))
            let count = 1536
            for _ in 0..<count {
                call.channel.writeAndFlush(ByteBuffer(string: Wire.chunk(event)), promise: nil)
            }
            let last = call.channel.eventLoop.makePromise(of: Void.self)
            call.channel.writeAndFlush(
                ByteBuffer(string: Wire.chunk(Self.done) + Wire.lastChunk), promise: last)
            let (other, _) = try await Self.stream(harness)
            try await other.read(until: String(repeating: Self.comment, count: 30))
            await other.close()
            #expect(!call.channel.isWritable)
            try await client.resumeReading()
            try await last.futureResult.get()
            await client.read(count: count << 14)
            try await client.read(until: Wire.lastChunk)
            var comments = 0
            var previous: UInt8 = 0
            for byte in client.received.utf8 {
                if byte == UInt8(ascii: ":"), previous == 0x0A { comments += 1 }
                previous = byte
            }
            #expect(comments < 20, "the other stream got 30")
            await client.close()
        }
    }

    @Test func offMeansNever() async throws {
        let routes = "[{ path: /v1/quiet/, upstream: fake, chain: quiet }, { path: /v1/, upstream: fake }]"
        let quiet = "chains: { quiet: [filter_response: { keepalive: off }, forward] }"
        try await GatewayHarness.run(stages: Self.stages, routes: routes, extra: quiet) { harness in
            let received = try await Self.isSilent(
                harness,
                beside: { client, call in
                    try await call.send(Wire.streamHead + Wire.chunk(Wire.event("one")))
                    try await client.read(until: Wire.event("one"))
                }, request: Wire.post("{}", path: "/v1/quiet/chat/completions"))
            #expect(received == "")
        }
    }

    @Test func streamsAreKeptAliveOneAfterTheOther() async throws {
        try await GatewayHarness.run(stages: Self.stages) { harness in
            for _ in 0..<3 {
                let (client, call) = try await Self.stream(harness)
                try await client.read(until: Self.comment)
                try await call.send(Wire.chunk(Self.done) + Wire.lastChunk)
                try await client.read(until: Wire.lastChunk)
                await client.close()
            }
        }
    }
}
