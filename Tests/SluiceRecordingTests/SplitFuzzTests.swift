import SluicePipeline
import SluiceRecording
import Testing

/// Own streams of every kind of text, under every kind of rule, cut in every way.
struct SplitFuzzTests {
    @Test(arguments: EventStream.all, FuzzRules.all)
    func everyCutGivesTheSameResult(stream: EventStream, rules: FuzzRules) throws {
        try fuzz(stream, rules)
    }

    @Test(arguments: EventStream.framings, FuzzRules.all)
    func everyCutGivesTheSameResultInUnusualFraming(stream: EventStream, rules: FuzzRules) throws {
        try fuzz(stream, rules)
    }

    @Test(arguments: EventStream.all, FuzzRules.all.filter { $0.name.contains("block") })
    func everyCutGivesTheSameResultWithHardEndings(stream: EventStream, rules: FuzzRules) throws {
        var options = FilterResponse.Options()
        options.ending = .hard
        try fuzz(stream, rules, options)
    }

    /// Broken UTF-8 is replaced, and in the same way wherever it is cut.
    @Test func brokenCharactersAreReplacedAlikeHoweverTheyAreCut() throws {
        var recorded = EventStream.messageText.recorded
        for (offset, bytes) in [(700, [0xFF]), (900, [0xE9, 0x87]), (1100, [0xF0, 0x9F, 0x98])]
            as [(Int, [UInt8])]
        {
            recorded.response.body.insert(contentsOf: bytes, at: offset)
        }
        let replay = try FuzzRules.all[4].replay()
        let whole = replay.run(recorded)
        #expect(String(validating: whole.body, as: UTF8.self) != nil)
        for cut in recorded.response.body.indices.dropFirst() {
            let result = replay.run(recorded, cutAt: [cut])
            #expect(result.body == whole.body && result.status == whole.status, "cut at \(cut)")
        }
        let bytewise = replay.run(recorded, cutAt: Array(recorded.response.body.indices))
        #expect(bytewise.body == whole.body)
    }

    private func fuzz(
        _ stream: EventStream, _ rules: FuzzRules,
        _ options: FilterResponse.Options = FilterResponse.Options()
    ) throws {
        let plan = FuzzPlan(
            maximumCuts: FuzzLimits.cutsPerStream, randomRuns: FuzzLimits.randomRuns, seed: FuzzLimits.seed)
        let fuzz = try #require(
            SplitFuzz(stream.recorded, through: rules.replay(options: options), plan: plan))
        let report = fuzz.run()
        let failures = report.failures.count
        #expect(failures == 0, "\(rules), seed \(FuzzLimits.seed): \(report)")
        let isUntouched = fuzz.isUntouched
        #expect(isUntouched || rules.name != FuzzRules.clean.name)
    }
}
