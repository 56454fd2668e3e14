import SluicePipeline
import SluiceRecording
import Testing

struct FuzzCutTests {
    @Test(arguments: [
        "none", "events", "finest", "coarsest", "bytes:137", "bytes:1,2,40", "text:12:3", "runs:3=1,4+7=",
    ])
    func aCutIsWrittenAsItIsRead(text: String) {
        #expect(FuzzCut(text)?.description == text)
    }

    @Test(arguments: [
        "", "all", "none:", "bytes", "bytes:", "bytes:x", "bytes:-1", "bytes:4,3", "bytes:3,3", "text:1",
        "text:1:2:3", "runs:", "runs:1", "runs:1=2=3", "finest:1",
    ])
    func whatIsNoCutIsNone(text: String) {
        #expect(FuzzCut(text) == nil)
    }

    private func replay(_ fault: BrokenStage.Fault, _ rules: FuzzRules) throws -> Replay {
        Replay(chain: Chain(stages: [BrokenStage(fault: fault)]), policy: try rules.replay().policy)
    }

    /// What a failure names fails by itself, and in the same way.
    @Test(arguments: [
        (BrokenStage.Fault.loses(UInt8(ascii: "k")), FuzzRules.clean), (.holdsAll, .clean),
        (.forgetsTheEnd, .clean),
        (.passesAll, FuzzRules(name: "redact", rules: [FuzzRules.redact("copper kettle")])),
        (.passesAll, FuzzRules(name: "block", rules: [FuzzRules.block("silver otter")])),
    ])
    func aFailureCanBeTriedAgain(fault: BrokenStage.Fault, rules: FuzzRules) throws {
        let plan = FuzzPlan(maximumCuts: 200, randomRuns: 4)
        for stream in [EventStream.messageText, .twoChoices] {
            let fuzz = try #require(
                SplitFuzz(stream.recorded, through: try replay(fault, rules), plan: plan))
            for failure in fuzz.run().failures {
                let cut = try #require(FuzzCut(failure.cut.description))
                let again = try #require(fuzz.run(cut), "\(failure)")
                #expect(again.failures.contains { $0.invariant == failure.invariant }, "\(failure): \(again)")
            }
        }
    }

    @Test(arguments: [
        "none", "events", "bytes:300", "bytes:5,300,301", "text:3:1", "finest", "coarsest", "runs:0=",
    ])
    func aSoundStreamStandsEveryCut(text: String) throws {
        let cut = try #require(FuzzCut(text))
        let fuzz = try #require(
            SplitFuzz(EventStream.messageText.recorded, through: FuzzRules.clean.replay()))
        let report = try #require(fuzz.run(cut))
        #expect(report.failures.isEmpty && report.trials > 0, "\(report)")
    }

    @Test(arguments: ["bytes:0", "bytes:9999999", "text:9999:0", "text:2:9999", "runs:9999=1"])
    func aPlaceThatIsNotThereIsTold(text: String) throws {
        let cut = try #require(FuzzCut(text))
        let fuzz = try #require(
            SplitFuzz(EventStream.messageText.recorded, through: FuzzRules.clean.replay()))
        #expect(fuzz.run(cut) == nil)
    }
}
