import SluicePipeline
import SluiceRecording
import SluiceRules
import SluiceWire
import Testing
import sluice

struct ReplayReportTests {
    private static func report(_ cuts: ReplayCuts = .none) throws -> ReplayReport {
        ReplayReport(try RecordedScenes.session(), try RecordedScenes.items(), cuts: cuts)
    }

    @Test func aPersonReadsWhatBecameOfEach() throws {
        #expect(
            RecordedScenes.timeless(try Self.report().report(.human, .plain)) == """
                recs/clean.rec.jsonl   passed
                recs/heron.rec.jsonl   modified  birds.heron redact request.user
                recs/number.rec.jsonl  passed
                recs/owl.rec.jsonl     passed    birds.owl shadow response.text
                recs/ring.rec.jsonl    blocked   birds.number block response.text
                5 exchanges: 3 passed, 1 modified, 1 blocked, N ms

                """)
    }

    @Test func theMachineFormHasEveryHit() throws {
        let report = ReplayReport(
            try RecordedScenes.session(), try RecordedScenes.items(Array(RecordedScenes.all.suffix(1))),
            cuts: .none)
        #expect(
            report.report(.json, .plain) == """
                {"exchanges":[{"name":"recs/ring.rec.jsonl","file":"recs/ring.rec.jsonl","label":"violating",\
                "outcome":"blocked","status":400,"refusal":null,"forwarded":true,"held_bytes":\(report.outcomes[0].result.largestHoldBytes),\
                "hits":[{"rule":"birds.number","target":"response.text","start":0,"end":16,"action":"block","shadow":false}],\
                "receipt":\(report.outcomes[0].result.receipt.json),"cuts":0,"failures":[],"again":[]}],"failures":0}

                """)
    }

    @Test func aReceiptSaysWhatWasLookedAt() throws {
        let report = ReplayReport(
            try RecordedScenes.session(), try RecordedScenes.items(Array(RecordedScenes.all.prefix(1))),
            cuts: .none)
        let receipt = report.outcomes[0].result.receipt
        #expect(receipt.namesLines && !receipt.lines.isEmpty)
        let lines = report.report(.human, .plain, hasReceipts: true).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("  bytes scanned request.user \(receipt.scanned(.requestUser)), "))
        #expect(lines[1].contains("; opaque request messages[].role 4"))
        #expect(report.report(.human, .plain).split(separator: "\n").count == 2)
    }

    @Test func testProgramsReadEveryRecordingAsATest() throws {
        let report = try Self.report()
        #expect(
            report.report(.tap, .plain) == """
                TAP version 14
                1..5
                ok 1 - recs/clean.rec.jsonl
                ok 2 - recs/heron.rec.jsonl
                ok 3 - recs/number.rec.jsonl
                ok 4 - recs/owl.rec.jsonl
                ok 5 - recs/ring.rec.jsonl

                """)
        #expect(
            report.report(.junit, .plain).hasPrefix(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites>
                  <testsuite name="sluice" tests="5" failures="0" errors="0">
                    <testcase name="recs/clean.rec.jsonl" classname="replay" file="recs/clean.rec.jsonl"/>

                """))
    }

    @Test(arguments: [ReplayCuts.plan(FuzzPlan(maximumCuts: 64, randomRuns: 4)), .plan(FuzzPlan())])
    func soundFiltersStandEverySplit(cuts: ReplayCuts) throws {
        let report = try Self.report(cuts)
        #expect(report.failureCount == 0, "\(report.report(.human, .plain))")
        #expect(report.fuzz.count == 5 && report.fuzz.allSatisfy { $0.cuts > 50 })
        #expect(report.report(.human, .plain).contains(" cuts, 0 failures, "))
    }

    /// A filter that is wrong where a piece begins with a `w`.
    private static func broken() throws -> ReplaySession {
        let session = try RecordedScenes.session()
        let chain = Chain(stages: [LosingStage()])
        return ReplaySession(session.set, through: Replay(chain: chain, policy: session.replay.policy))
    }

    @Test func aFailureIsOneCutAndTheCommandThatTriesItAgain() throws {
        let items = try RecordedScenes.items([RecordedScenes.all[1]])
        let place = try #require(items[0].exchange.response.body.firstIndex(of: UInt8(ascii: "w")))
        let report = ReplayReport(
            try Self.broken(), items, cuts: .plan(FuzzPlan()), arguments: ["--rules", "my rules"])
        let transport = try #require(report.fuzz.first?.failures.filter { $0.layer == .transport })
        #expect(transport.contains { $0.cut == .bytes([place]) })
        let command = "sluice replay --rules 'my rules' --cut bytes:\(place) recs/owl.rec.jsonl"
        #expect(transport.contains { report.command(for: $0) == command })
        #expect(report.report(.human, .plain).contains("\n  again: \(command)\n"))
        #expect(report.report(.junit, .plain).contains("again: sluice replay --rules 'my rules'"))
        #expect(report.report(.tap, .plain).contains("not ok 1 - recs/owl.rec.jsonl\n# "))
        let github = report.report(.github, .plain)
        #expect(
            github.hasPrefix(
                "::error file=recs/owl.rec.jsonl,line=1,col=1,title=SL117::a split changes the result: "))
        #expect(github.contains("`\(command)` tries it again"))
        let sarif = report.report(.sarif, .plain)
        #expect(
            sarif.contains(#""ruleId":"SL117","level":"error""#)
                && sarif.contains(#""uri":"recs/owl.rec.jsonl""#))
        let again = ReplayReport(try Self.broken(), items, cuts: .one(.bytes([place])))
        #expect(again.failureCount == 1 && !again.isUncut)
    }

    @Test func aPlaceThatNoStreamHasIsTold() throws {
        #expect(try Self.report(.one(.bytes([999_999]))).isUncut)
        #expect(try !Self.report(.one(.bytes([5]))).isUncut)
    }

    @Test(arguments: [
        ("plain-1.0/a_b:c,d", "plain-1.0/a_b:c,d"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#),
        ("a#2", "'a#2'"), ("$x", "'$x'"), ("文", "'文'"),
    ])
    func aWordOfACommandIsQuotedWhereItMust(text: String, word: String) {
        #expect(ShellWord.quoted(text) == word)
    }
}

/// A stage whose filter loses a `w` at the beginning of a piece.
private struct LosingStage: Stage {
    static let name = "losing"

    func receive(_ exchange: inout Exchange) -> Outcome {
        exchange.responseFilter = Filter()
        return .next
    }

    private struct Filter: ResponseFilter {
        mutating func open(
            _ head: inout ResponseHead, isBodyless: Bool, _ exchange: inout Exchange
        ) -> FilterStep { .more }

        mutating func push(
            _ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange
        ) -> FilterStep {
            let piece = bytes.indices.map { bytes[$0] }
            out += piece.first == UInt8(ascii: "w") ? Array(piece.dropFirst()) : piece
            return .more
        }

        mutating func finish(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep { .ended }

        mutating func fail(
            _ refusal: Refusal, into out: inout [UInt8], _ exchange: inout Exchange
        ) -> FilterStep { .abort }
    }
}
