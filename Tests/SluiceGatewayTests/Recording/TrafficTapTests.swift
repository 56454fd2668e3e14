import NIOCore
import SluiceGateway
import SluicePipeline
import SluiceRules
import Synchronization
import Testing

/// What a tap sees of exchanges, and when it sees nothing.
@Suite(.timeLimit(.minutes(4)))
struct TrafficTapTests {
    private static let request = Wire.post(
        #"{"model":"m-1","messages":[{"role":"user","content":"hello"}]}"#, fields: ["connection: close"])
    /// Keeps facts as words; the stream ends with an exchange's last fact.
    private final class Collector: TrafficTap {
        let isOpen: Bool
        private let seen = Mutex<[String]>([])
        let ends: AsyncStream<Void>
        private let end: AsyncStream<Void>.Continuation

        init(isOpen: Bool = true) {
            self.isOpen = isOpen
            (ends, end) = AsyncStream.makeStream(of: Void.self)
        }

        func note(_ events: [TappedEvent], of id: String) {
            for event in events { note(event.fact) }
        }

        private func note(_ fact: TappedFact) {
            var words: [String] = []
            switch fact {
            case .request(let request):
                words = ["\(request.head.path) \(request.body.count) \(request.route) \(request.dialect)"]
            case .response(let status, _): words = ["\(status)"]
            case .body(let pieces):
                words = pieces.each.map { String(decoding: $0.bytes, as: UTF8.self) }
            case .ended: words = ["ended"]
            case .failed(let code): words = ["failed \(code)"]
            case .cancelled: words = ["cancelled"]
            case .concluded(let conclusion):
                words = [([conclusion.outcome.rawValue] + conclusion.hits.map(\.rule)).joined(separator: " ")]
            }
            seen.withLock { $0 += words }
            if case .concluded = fact { end.yield() }
        }

        func adopt(_ rules: RuleSet) {}

        func recordings(
            count: Int, for duration: Duration, of filter: RecordingFilter
        ) -> AsyncStream<[UInt8]> {
            AsyncStream { continuation in
                for number in 0..<count { continuation.yield(Array("\(number)\n".utf8)) }
                continuation.finish()
            }
        }

        var figures: TapFigures { TapFigures() }

        var all: [String] { seen.withLock { $0 } }

        /// Waits for the last fact of an exchange.
        func facts() async -> [String] {
            for await _ in ends { break }
            return all
        }
    }

    @Test func anExchangeIsSeenFromItsRequestToItsEnd() async throws {
        let tap = Collector()
        try await GatewayHarness.run(tap: tap, answer: { _ in Wire.answer(#"{"a":1}"#) }) { harness in
            let answer = try await harness.exchange(Self.request)
            #expect(Wire.status(answer) == 200)
            let facts = await tap.facts()
            #expect(facts.first?.hasPrefix("\(Wire.chat) 62 ") == true, "\(facts)")
            #expect(facts.dropFirst() == ["200", #"{"a":1}"#, "ended", "passed"])
        }
    }

    @Test func aProviderThatBreaksOffIsSeen() async throws {
        let tap = Collector()
        try await GatewayHarness.run(tap: tap, answer: nil) { harness in
            async let answer = harness.exchange(Self.request)
            let call = try await harness.upstream.next()
            try await call.send(Wire.streamHead + Wire.chunk("data: {}\n\n"))
            await call.close()
            _ = try await answer
            let facts = await tap.facts()
            #expect(facts.dropLast().last?.hasPrefix("failed ") == true, "\(facts)")
            #expect(facts.last == "upstream_failed")
        }
    }

    @Test func whatTheChainAnswersItselfIsNotSeen() async throws {
        let tap = Collector()
        try await GatewayHarness.run(tap: tap, answer: { _ in Wire.answer() }) { harness in
            let broken = Wire.post(#"{"model":"#, fields: ["connection: close"])
            let refusal = try await harness.exchange(broken)
            #expect(Wire.status(refusal) == 400)
            let answer = try await harness.exchange(Self.request)
            #expect(Wire.status(answer) == 200)
            #expect(await tap.facts().count == 5)
        }
    }

    @Test func aTapThatIsNotOpenSeesNothing() async throws {
        let tap = Collector(isOpen: false)
        try await GatewayHarness.run(tap: tap, answer: { _ in Wire.answer() }) { harness in
            let answer = try await harness.exchange(Self.request)
            #expect(Wire.status(answer) == 200)
            #expect(tap.all.isEmpty)
        }
    }

    @Test(arguments: [
        ("", ["x-sluice-record: 1"], 400), ("?count=0", ["x-sluice-record: 1"], 400), ("?count=2", [], 403),
        ("?count=2&seconds=1", ["x-sluice-record: 1"], 200),
        ("?count=2&route=%2Fv1%2F&status=4xx&outcome=cut&hits_only=1", ["x-sluice-record: 1"], 200),
        ("?count=2&status=4x", ["x-sluice-record: 1"], 400),
        ("?count=2&outcome=fine", ["x-sluice-record: 1"], 400),
    ])
    func theAdminPortAsksForAnEndAndForConsent(query: String, fields: [String], status: Int) async throws {
        let extra = "admin: { listen: 127.0.0.1:0 }"
        try await GatewayHarness.run(extra: extra, tap: Collector(), answer: nil) { harness in
            let connection = try await RawConnection.connect(try #require(harness.adminPort))
            try await connection.send(
                Wire.post("", path: "/record" + query, fields: fields + ["connection: close"]))
            let answer = await connection.readToEnd()
            await connection.close()
            #expect(Wire.status(answer) == status)
            #expect(answer.contains("1\n") == (status == 200) || status != 200)
        }
    }
}
