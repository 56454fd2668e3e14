import SluiceGateway
import Testing

/// What was looked at, in the log and on the metrics page.
@Suite(.timeLimit(.minutes(4)))
struct ReceiptLogTests {
    private static let secret = "zanzibar"

    private static let body =
        #"{"model":"m-1","messages":[{"role":"user","content":"to \#(secret)"}],"metadata":{"\#(secret)":"x"}}"#

    private static let stream =
        Wire.streamHead + Wire.chunk(Wire.event(secret)) + Wire.chunk("data: [DONE]\n\n") + Wire.lastChunk

    private func run(
        _ extra: String, _ body: @Sendable (GatewayHarness, String) async throws -> Void
    ) async throws {
        let extra = extra + "\nadmin: { listen: 127.0.0.1:0 }"
        try await GatewayHarness.run(extra: extra, answer: { _ in Self.stream }) { harness in
            let answer = try await harness.exchange(Wire.post(Self.body, fields: ["connection: close"]))
            try await body(harness, answer)
        }
    }

    @Test func aReceiptIsLoggedForEveryExchangeWhereItIsAskedFor() async throws {
        try await run("decision_log: { receipts: true }") { harness, answer in
            #expect(Wire.status(answer) == 200)
            let lines = harness.log.all.filter { $0.hasPrefix("exchange ") }
            #expect(lines.count == 1)
            let line = try #require(lines.first)
            #expect(line.contains("outcome=passed"))
            #expect(
                line.contains(#"receipt={"scanned":{"request.user":11,"request.other":9,"response.text":8}"#))
            #expect(line.contains(#""request messages[].role":4"#))
            #expect(line.contains(#""response choices[].finish_reason"#) == false)
            #expect(!harness.log.all.joined().contains(Self.secret))
        }
    }

    @Test(arguments: ["", "decision_log: { receipts: false }"])
    func withoutBeingAskedForNothingOfItIsLogged(extra: String) async throws {
        try await run(extra) { harness, answer in
            #expect(Wire.status(answer) == 200)
            #expect(!harness.log.all.contains { $0.contains("receipt") || $0.hasPrefix("exchange ") })
        }
    }

    @Test func theMetricsPageCountsBytesByTargetAndKind() async throws {
        try await run("") { harness, _ in
            let connection = try await RawConnection.connect(try #require(harness.adminPort))
            try await connection.send(Wire.get("/metrics", fields: ["connection: close"]))
            let page = await connection.readToEnd()
            let lines = page.split(whereSeparator: \.isNewline).map(String.init)
                .filter { $0.hasPrefix("sluice_text_bytes_total") }
            for line in [
                #"{target="request.user",kind="scanned"} 11"#, #"{target="response.text",kind="scanned"} 8"#,
                #"{target="request.other",kind="scanned"} 9"#, #"{target="response.other",kind="scanned"} 0"#,
                #"{target="request",kind="opaque"} 7"#, #"{target="response",kind="unknown"} 0"#,
                #"{target="request",kind="unread"} 0"#,
            ] {
                #expect(lines.contains("sluice_text_bytes_total" + line), "\(line) in \(lines)")
            }
            #expect(lines.count == 18)
            #expect(!page.contains(Self.secret))
        }
    }
}
