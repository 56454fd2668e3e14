import SluiceRecording
import Testing

/// Own streams of every kind of text, under every kind of rule, cut in every way.
struct SplitFuzzTests {
    @Test(arguments: EventStream.all, FuzzRules.all)
    func everyCutGivesTheSameResult(stream: EventStream, rules: FuzzRules) throws {
        let plan = FuzzPlan(
            maximumCuts: FuzzLimits.cutsPerStream, randomRuns: FuzzLimits.randomRuns, seed: FuzzLimits.seed)
        let fuzz = try #require(SplitFuzz(stream.recorded, through: rules.replay(), plan: plan))
        let report = fuzz.run()
        let failures = report.failures.count
        #expect(failures == 0, "\(rules), seed \(FuzzLimits.seed): \(report)")
        let isUntouched = fuzz.isUntouched
        #expect(isUntouched || rules.name != FuzzRules.clean.name)
    }
}
