import SluiceRecording
import Testing

/// Own streams of every kind of text, under every kind of rule, cut in every way.
struct SplitFuzzTests {
    @Test(arguments: EventStream.all, FuzzRules.all)
    func everyCutGivesTheSameResult(stream: EventStream, rules: FuzzRules) throws {
        let plan = FuzzPlan(maximumCuts: FuzzLimits.cutsPerStream, randomRuns: 12, seed: FuzzLimits.seed)
        let fuzz = try #require(SplitFuzz(stream.recorded, through: rules.replay(), plan: plan))
        let report = fuzz.run()
        #expect(report.failures.isEmpty, "\(rules), seed \(FuzzLimits.seed): \(report)")
        #expect(rules.name != FuzzRules.clean.name || fuzz.isUntouched)
    }
}
