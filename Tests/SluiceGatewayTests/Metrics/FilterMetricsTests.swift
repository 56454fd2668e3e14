import Foundation
import SluiceGateway
import Testing

/// What filtering costs and holds back, on the page.
@Suite(.timeLimit(.minutes(1)))
struct FilterMetricsTests {
    private static let rules = """
        version: 1
        defaults: { state: enforce, level: low }
        rules:
          - id: test.fruit
            targets: [request.user, response.text]
            match: { keywords: [grape] }
            except: [{ covering: [grape soda], reason: A drink. }]
            action: redact
            examples: { match: [a grape], no_match: [a grape soda] }
          - id: test.number
            targets: [request.user, response.text]
            match: { regex: 'N-\\d{4}' }
            action: redact
            examples: { match: [N-1234], no_match: [N-12] }
        """

    private static let stream =
        Wire.streamHead + Wire.chunk(Wire.event("one ")) + Wire.chunk("data: [DONE]\n\n") + Wire.lastChunk

    private static func run(
        answer: (@Sendable (FakeUpstream.Call) -> String?)? = { _ in stream },
        _ test: @Sendable (GatewayHarness) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        try Data(rules.utf8).write(to: URL(fileURLWithPath: folder.path).appending(path: "a.rules.yaml"))
        try await GatewayHarness.run(
            rules: "{ dir: \"\(folder.path)\" }", extra: "admin: { listen: 127.0.0.1:0 }", answer: answer,
            test)
    }

    private static func request(_ text: String) -> String {
        Wire.post(
            #"{"model":"m","stream":true,"messages":[{"role":"user","content":"\#(text)"}]}"#,
            fields: ["connection: close"])
    }

    /// The samples of some families.
    private static func samples(_ harness: GatewayHarness, _ families: String...) async throws -> [String] {
        let connection = try await RawConnection.connect(try #require(harness.adminPort))
        try await connection.send(Wire.get("/metrics", fields: ["connection: close"]))
        let page = await connection.readToEnd()
        return page.split(whereSeparator: \.isNewline).map(String.init).filter { line in
            families.contains { line.hasPrefix($0) }
        }
    }

    /// Returns once the gateway's event loop, of which there is one, has read all that was sent to it before.
    private static func read(_ harness: GatewayHarness) async throws {
        _ = try await samples(harness)
    }

    @Test func hitsThatExceptionsTakeAwayAreCountedOnBothSides() async throws {
        let answer =
            Wire.streamHead + Wire.chunk(Wire.event("a grape s") + Wire.event("oda and a grape"))
            + Wire.chunk("data: [DONE]\n\n") + Wire.lastChunk
        try await Self.run(answer: { _ in answer }) { harness in
            _ = try await harness.exchange(Self.request("grape soda, grape soda and grape"))
            #expect(
                try await Self.samples(harness, "sluice_rule_exceptions_total")
                    == [#"sluice_rule_exceptions_total{rule="test.fruit"} 3"#])
            let hits = try await Self.samples(harness, "sluice_rule_hits_total")
            #expect(hits.count == 2 && hits.allSatisfy { $0.hasSuffix(" 1") }, "\(hits)")
        }
    }

    @Test func theWorkOfRulesIsCountedInTheFirstExchangeAndEverySixteenthBehindIt() async throws {
        try await Self.run { harness in
            for _ in 0..<17 { _ = try await harness.exchange(Self.request("N-1234 grape")) }
            let runs = try await Self.samples(harness, "sluice_rule_evals_total")
            #expect(
                runs == [
                    #"sluice_rule_evals_total{rule="test.fruit"} 2"#,
                    #"sluice_rule_evals_total{rule="test.number"} 2"#,
                ])
            let seconds = try await Self.samples(harness, "sluice_rule_eval_seconds_total")
            #expect(seconds.count == 2)
            let phases = try await Self.samples(harness, "sluice_filter_seconds_count")
            #expect(
                phases == [
                    #"sluice_filter_seconds_count{phase="request"} 17"#,
                    #"sluice_filter_seconds_count{phase="first_text"} 17"#,
                    #"sluice_filter_seconds_count{phase="stream"} 2"#,
                ])
        }
    }

    @Test func theWorkOnALargeBodyIsCountedThoughAnotherThreadDoesIt() async throws {
        let text = String(repeating: "nothing of note, ", count: 20_000) + "N-1234"
        try await Self.run { harness in
            _ = try await harness.exchange(Self.request(text))
            #expect(
                try await Self.samples(harness, "sluice_rule_evals_total")
                    == [#"sluice_rule_evals_total{rule="test.number"} 1"#])
        }
    }

    @Test func aStreamThatHoldsNothingHasNoHold() async throws {
        try await Self.run { harness in
            _ = try await harness.exchange(Self.request("hi"))
            #expect(
                try await Self.samples(
                    harness, "sluice_holdback_seconds_count", "sluice_holdback_characters_count")
                    == ["sluice_holdback_seconds_count 0", "sluice_holdback_characters_count 0"])
        }
    }

    @Test func aHoldIsCountedWithTheMostCharactersThatWaited() async throws {
        try await Self.run(answer: nil) { harness in
            let client = try await harness.connect()
            try await client.send(Self.request("hi"))
            let call = try await harness.upstream.next()
            try await call.send(Wire.streamHead + Wire.chunk(Wire.event("first")))
            try await client.read(until: Wire.event("first"))
            // "grap" may yet be a hit, so the event waits, and the next one behind it.
            try await call.send(Wire.chunk(Wire.event("日 grap")))
            try await Self.read(harness)
            try await call.send(Wire.chunk(Wire.event("e")))
            try await Self.read(harness)
            try await call.send(Wire.chunk(Wire.event("s")) + Wire.chunk("data: [DONE]\n\n") + Wire.lastChunk)
            _ = await client.readToEnd()
            await client.close()
            let samples = try await Self.samples(harness, "sluice_holdback_")
            for line in [
                "sluice_holdback_seconds_count 1", "sluice_holdback_characters_count 1",
                "sluice_holdback_characters_sum 7", #"sluice_holdback_characters_bucket{le="4"} 0"#,
                #"sluice_holdback_characters_bucket{le="8"} 1"#,
            ] {
                #expect(samples.contains(line), "\(line) in \(samples)")
            }
        }
    }

    @Test(arguments: [
        (Wire.event("one"), 0), (Wire.event("one") + "data: {\"novel\":\"text\"}\n\n", 1),
        ("data: {\"id\":\"x\"}\n\n", 0), ("data: no JSON\n\n" + Wire.event("one"), 1),
        ("data: {\"novel\":\"a\",\"other\":\"b\"}\n\ndata: {\"novel\":\"a\"}\n\n", 2),
    ])
    func eventsWithTextThatNoTableNamesAreCounted(events: String, count: Int) async throws {
        let answer =
            Wire.streamHead + Wire.chunk(events) + Wire.chunk("data: [DONE]\n\n") + Wire.lastChunk
        try await Self.run(answer: { _ in answer }) { harness in
            _ = try await harness.exchange(Self.request("hi"))
            #expect(
                try await Self.samples(harness, "sluice_unknown_events_total")
                    == [#"sluice_unknown_events_total{protocol="openai.chat"} \#(count)"#])
        }
    }

    @Test func anAnswerInOnePieceWithSuchTextIsCountedOnce() async throws {
        let answer = Wire.answer(#"{"novel":"text","more":["text"]}"#)
        try await Self.run(answer: { _ in answer }) { harness in
            _ = try await harness.exchange(Self.request("hi"))
            #expect(
                try await Self.samples(harness, "sluice_unknown_events_total")
                    == [#"sluice_unknown_events_total{protocol="openai.chat"} 1"#])
        }
    }
}
