import SluiceGateway
import Testing

/// faults.md, rows 77 and 78: how a gateway ends.
@Suite(.timeLimit(.minutes(4)))
struct DrainTests {
    private static let stream = Wire.post(#"{"model":"m","stream":true,"messages":[]}"#)

    @Test func aRunningStreamIsFinished() async throws {
        try await GatewayHarness.run { harness in
            let connection = try await harness.connect()
            let kept = try await harness.connect()
            try await kept.send(Wire.get("/nowhere"))
            try await kept.read(until: "route_not_found\"")
            kept.discard()
            try await connection.send(Self.stream)
            let call = try await harness.upstream.next()
            try await call.send(Wire.streamHead + Wire.chunk(Wire.event("one")))
            try await connection.read(until: "one")
            async let ended: Void = harness.gateway.shutdown(drain: .seconds(20))
            await harness.reports.wait(for: "draining")
            await #expect(throws: (any Error).self) { try await harness.connect() }
            try await kept.send(Wire.get())
            let refused = await kept.readToEnd()
            #expect(Wire.status(refused) == 503 && refused.contains("shutting_down"), "\(refused)")
            try await call.send(Wire.chunk("data: [DONE]\n\n") + Wire.lastChunk)
            let answer = await connection.readToEnd()
            #expect(answer.hasSuffix(Wire.lastChunk) && answer.contains("[DONE]"), "\(answer)")
            await ended
            await connection.close()
            await kept.close()
        }
    }

    @Test func aStreamThatOutlivesTheDrainEndsWithAnError() async throws {
        try await GatewayHarness.run { harness in
            let connection = try await harness.connect()
            try await connection.send(Self.stream)
            let call = try await harness.upstream.next()
            try await call.send(Wire.streamHead + Wire.chunk(Wire.event("one")))
            try await connection.read(until: "one")
            await harness.gateway.shutdown(drain: .milliseconds(50))
            let answer = await connection.readToEnd()
            #expect(answer.contains("shutting_down"), "\(answer)")
            try await call.closed()
            await connection.close()
        }
    }
}
