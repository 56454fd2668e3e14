import SluicePipeline
import SluiceRecording
import SluiceWire
import Testing

struct ReplayTests {
    private let rules = FuzzRules(
        name: "replay", rules: [FuzzRules.redact("copper kettle", as: "[k]"), FuzzRules.block("amber lamp")])

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func aCleanStreamIsForwardedAndComesBackAsItIs() throws {
        let stream = EventStream.twoChoices
        let result = try FuzzRules.clean.replay().run(stream.recorded)
        #expect(result.status == 200)
        #expect(result.framing == .chunked)
        #expect(result.isComplete)
        #expect(text(result.body) == stream.body)
        #expect(result.forwarded == Array(stream.request.utf8))
        #expect(result.findings.isEmpty)
    }

    @Test func stepsTellWhatHadLeftAfterEachPiece() throws {
        let stream = EventStream.twoChoices
        let size = stream.body.utf8.count
        let rules = FuzzRules(name: "steps", rules: [FuzzRules.redact("zebra")])
        let result = try rules.replay().run(stream.recorded, cutAt: [100, 2500])
        #expect(result.steps.map(\.received) == [100, 2500, size, size])
        #expect(result.steps.map(\.sent) == result.steps.map(\.sent).sorted())
        #expect(result.steps.last?.sent == size)
        #expect(result.largestHoldBytes >= 100)
        #expect(result.largestHoldBytes < 500)
    }

    @Test func aBlockedRequestIsAnsweredAndNotForwarded() throws {
        var stream = EventStream.twoChoices
        stream.request = #"{"stream":true,"messages":[{"role":"user","content":"an amber lamp"}]}"#
        let rules = FuzzRules(
            name: "request",
            rules: [
                FuzzRules.Rule(match: "{ keywords: [amber lamp] }", action: "block", targets: "request.*")
            ])
        let result = try rules.replay().run(stream.recorded)
        #expect(result.status == 400)
        #expect(result.forwarded == nil)
        #expect(result.isComplete)
        #expect(result.findings.count == 1)
        #expect(result.steps.isEmpty)
    }

    @Test func aBlockBeforeTheFirstTextIsAnError() throws {
        let rules = FuzzRules(name: "first", rules: [FuzzRules.block("silver otter")])
        for stream in [EventStream.logprobs, .reasoning, .completions, .messageText, .messageThinking] {
            let result = try rules.replay().run(stream.recorded)
            #expect(result.status == 400, "\(stream)")
            #expect(result.framing == .length(result.body.count), "\(stream)")
            #expect(result.forwarded != nil, "\(stream)")
        }
    }

    @Test func theReceiptSaysWhatWasLookedAt() throws {
        let stream = EventStream.messageThinking
        let base = try FuzzRules.clean.replay()
        let replay = Replay(chain: base.chain, policy: base.policy, namesLines: true)
        let whole = replay.run(stream.recorded).receipt
        #expect(whole.targets == [.responseText, .responseReasoning])
        #expect(whole.lines[Receipt.Line(side: .response, path: "delta.signature")] == 12)
        #expect(whole.unknown(.request) == 0 && whole.unknown(.response) == 0)
        #expect(replay.run(stream.recorded, cutAt: Array(1..<stream.body.utf8.count)).receipt == whole)
        let plain = base.run(stream.recorded).receipt
        #expect(plain.lines.isEmpty && plain.passed(.response) == whole.passed(.response))
    }

    @Test func aForkGoesOnByItself() throws {
        let stream = EventStream.messageText
        let replay = try rules.replay()
        guard case .forwarded(let exchange) = replay.request(stream.recorded) else {
            Issue.record("the request was answered")
            return
        }
        let body = Array(stream.body.utf8)
        var run = replay.response(stream.recorded, exchange)
        var sent: [UInt8] = []
        run.push(body.span.extracting(0..<900), into: &sent)
        var fork = run
        var other = sent
        fork.fail(Refusal(.upstreamClosed, "The provider broke off."), into: &other)
        #expect(fork.state == .broken)
        #expect(text(other).contains("event: error"))
        run.push(body.span.extracting(900..<body.count), into: &sent)
        if run.state == .open { run.finish(into: &sent) }
        #expect(run.state == .complete)
        #expect(text(sent) == text(try rules.replay().run(stream.recorded).body))
    }

    @Test func aBodyBeyondTheLimitIsRefused() throws {
        let policy = try rules.replay().policy
        let replay = Replay(chain: Chain(stages: []), policy: policy, bodyLimitBytes: 4)
        #expect(replay.run(EventStream.twoChoices.recorded).status == 413)
    }

    @Test func anAnswerWithoutAFilterPasses() throws {
        let policy = try rules.replay().policy
        let replay = Replay(chain: Chain(stages: []), policy: policy)
        #expect(
            text(replay.run(EventStream.messageTool.recorded, cutAt: [7]).body)
                == EventStream.messageTool.body)
    }
}
