import SluicePipeline
import SluiceRecording
import SluiceWire
import Testing

/// Streams that providers really sent, cut in every way.
@Suite(.enabled(if: RecordingsFolder.isPresent))
struct RecordedStreamTests {
    /// Without a hit, a stream arrives byte for byte.
    @Test func untouchedStreamsArriveByteForByte() throws {
        var report = FuzzReport()
        let replay = try FuzzRules.clean.replay()
        for recorded in try RecordingsFolder.streams() {
            let plan = FuzzPlan(
                maximumCuts: FuzzLimits.cutsPerRecording, randomRuns: FuzzLimits.randomRuns,
                fullRunEvery: 512,
                seed: FuzzLimits.seed)
            let fuzz = try #require(SplitFuzz(recorded, through: replay, plan: plan))
            let isUntouched = fuzz.isUntouched
            #expect(isUntouched, "\(recorded.name) is hit")
            report.add(fuzz.run())
        }
        print("untouched: \(report)")
        let failures = report.failures.count
        #expect(failures == 0, "seed \(FuzzLimits.seed): \(report)")
    }

    /// Rules made of the stream's own words, which stand across the borders of its deltas.
    @Test(arguments: ["redact", "block", "both", "regex"])
    func ownWordsAreFoundHoweverTheyAreSpread(way: String) throws {
        var report = FuzzReport()
        var hits = 0
        var blocked = 0
        for recorded in try RecordingsFolder.streams().sampled {
            let words = RecordedWords(recorded).acrossBorders
            guard let middle = words.dropFirst(words.count / 2).first, let last = words.last,
                let first = words.first
            else { continue }
            let rules = FuzzRules(name: way, rules: Self.rules(way, first: first, middle: middle, last: last))
            let plan = FuzzPlan(
                maximumCuts: FuzzLimits.cutsPerRecording, randomRuns: FuzzLimits.randomRuns,
                fullRunEvery: 128,
                seed: FuzzLimits.seed)
            let fuzz = try #require(SplitFuzz(recorded, through: rules.replay(), plan: plan))
            let hitCount = fuzz.hitCount
            hits += hitCount
            if fuzz.isBlocked { blocked += 1 }
            #expect(hitCount > 0 || way == "regex", "\(recorded.name) isn't hit")
            report.add(fuzz.run())
        }
        print("own words, \(way): \(hits) hits, \(blocked) streams blocked; \(report)")
        let failures = report.failures.count
        #expect(failures == 0, "\(way), seed \(FuzzLimits.seed): \(report)")
    }

    private static func rules(_ way: String, first: String, middle: String, last: String) -> [FuzzRules.Rule]
    {
        switch way {
        case "redact":
            [
                FuzzRules.redact(first), FuzzRules.redact(middle, as: "\u{2588}\u{2588}"),
                FuzzRules.shadow(last),
            ]
        case "block":
            [FuzzRules.block(middle), FuzzRules.shadow(first)]
        case "both":
            [FuzzRules.redact(first), FuzzRules.redact(middle), FuzzRules.block(last)]
        default:
            [
                FuzzRules.regex(middle.split(separator: " ").joined(separator: #"\s{1,3}"#) + "(?![0-9])"),
                FuzzRules.regex(#"\b\w{4,12}ing\b"#), FuzzRules.regex(#"(?<=the )\w+"#, window: 16),
            ]
        }
    }
}
