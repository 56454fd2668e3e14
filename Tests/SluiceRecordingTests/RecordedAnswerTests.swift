import Foundation
import SluicePipeline
import SluiceRecording
import SluiceRules
import SluiceWire
import Testing

/// All other recorded answers: whole ones, and streams of providers that have no table of their own yet.
@Suite(.enabled(if: RecordingsFolder.isPresent))
struct RecordedAnswerTests {
    @Test func untouchedAnswersArriveByteForByteHoweverTheyAreCut() throws {
        let replay = try FuzzRules.clean.replay()
        var generator = SeededGenerator(seed: FuzzLimits.seed)
        var answers = 0
        var bytes = 0

        for recorded in try RecordingsFolder.exchanges() {
            let isStream = recorded.framing != nil
            guard !isStream || !RecordingsFolder.isKnown(recorded.dialect) else { continue }
            let body = recorded.response.body
            answers += 1
            bytes += body.count
            var ways = [[], Array(1..<max(1, body.count))]
            for _ in 0..<FuzzLimits.randomRuns {
                let step = Int.random(in: 2...200, using: &generator)
                ways.append(body.indices.filter { _ in Int.random(in: 0..<step, using: &generator) == 0 })
            }
            for cuts in ways {
                let result = replay.run(recorded, cutAt: cuts)
                guard result.forwarded != nil else { continue }
                #expect(result.status == recorded.response.status, "\(recorded.name)")
                let sent = result.body == body || Self.isCompleted(result.body, body)
                #expect(sent, "\(recorded.name), \(cuts.count) cuts, seed \(FuzzLimits.seed)")
            }
        }
        print("other answers: \(answers), \(bytes) bytes")
        #expect(answers > 100)
    }

    /// A stream whose last event lacks its blank line is completed.
    private static func isCompleted(_ sent: [UInt8], _ body: [UInt8]) -> Bool {
        sent.starts(with: body) && sent.dropFirst(body.count).allSatisfy { $0 == 0x0A || $0 == 0x0D }
    }

    /// The rules that come with the package, all of them enforced.
    @Test func shippedRulesDecideRecordedStreamsAlikeHoweverTheyAreCut() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
            path: "../../rules")
        let diagnostics = Diagnostics()
        let loaded = RuleSet.load([folder.standardized.path], runExamples: false, diagnostics)
        let set = try #require(loaded, "\(diagnostics.all.map(\.message))")
        let level = set.levels.count - 1
        let policy = RoutePolicy(
            levelNames: set.levels, defaultLevel: level, floor: 0, levelSources: [],
            views: set.levels.indices.map { set.view(level: $0) })
        let replay = Replay(chain: Chain(stages: [FilterRequest(), FilterResponse()]), policy: policy)
        var report = FuzzReport()
        var hits = 0
        for recorded in try RecordingsFolder.streams().sampled {
            let plan = FuzzPlan(
                maximumCuts: FuzzLimits.cutsPerRecording, randomRuns: FuzzLimits.randomRuns,
                seed: FuzzLimits.seed)
            guard let fuzz = SplitFuzz(recorded, through: replay, plan: plan) else { continue }
            hits += fuzz.hitCount
            report.add(fuzz.run())
        }
        print("shipped rules: \(hits) hits; \(report)")
        let failures = report.failures.count
        #expect(failures == 0, "seed \(FuzzLimits.seed): \(report)")
    }
}
