import SluicePipeline
import SluiceRecording
import Testing

/// The fuzz itself: it has to tell when a filter is wrong.
struct FuzzFindsFaultsTests {
    private func failures(
        _ fault: BrokenStage.Fault, _ rules: FuzzRules = .clean, stream: EventStream = .messageText
    ) throws -> [FuzzFailure] {
        let policy = try rules.replay().policy
        let replay = Replay(chain: Chain(stages: [BrokenStage(fault: fault)]), policy: policy)
        return try #require(SplitFuzz(stream.recorded, through: replay)).run().failures
    }

    @Test func aFilterThatDoesNothingIsRightWhereNoRuleHits() throws {
        #expect(try failures(.passesAll).isEmpty)
    }

    @Test func textThatShouldHaveGoneIsFound() throws {
        let rules = FuzzRules(name: "redact", rules: [FuzzRules.redact("copper kettle")])
        let found = try failures(.passesAll, rules)
        #expect(found.contains { $0.invariant == .prefix || $0.invariant == .sameHits })
    }

    @Test func aBlockThatDidNotHappenIsFound() throws {
        let rules = FuzzRules(name: "block", rules: [FuzzRules.block("silver otter")])
        #expect(try failures(.passesAll, rules).contains { $0.invariant == .sameAsWhole })
    }

    @Test func textThatIsHeldTooLongIsFound() throws {
        #expect(try failures(.holdsAll).contains { $0.invariant == .boundedHold })
        let rules = FuzzRules(name: "tail", rules: [FuzzRules.redact("no such words")])
        #expect(try failures(.forgetsTheEnd, rules).contains { $0.invariant == .validProtocol })
    }

    @Test func aFaultAtOneCutIsShrunkToIt() throws {
        let stream = EventStream.messageText
        let place = try #require(Array(stream.body.utf8).firstIndex(of: UInt8(ascii: "k")))
        let found = try failures(.loses(UInt8(ascii: "k")), stream: stream).filter { $0.layer == .transport }
        #expect(found.contains { $0.invariant == .sameBytes && $0.cut == .bytes([place]) })
        #expect(found.allSatisfy { !$0.cut.description.contains(",") })
        #expect(found.first?.description.contains("same bytes, cut bytes:\(place)") == true)
    }

    @Test func aStreamThatWasCutOffIsNoFault() throws {
        var stream = EventStream.messageText
        stream.body = String(stream.body.prefix(1200))
        let fuzz = try #require(SplitFuzz(stream.recorded, through: FuzzRules.clean.replay()))
        let report = fuzz.run()
        #expect(report.failures.isEmpty, "\(report)")
    }

    @Test func whatIsNoStreamIsNotCut() throws {
        var recorded = EventStream.messageText.recorded
        recorded.response.fields[.contentType] = "application/json"
        #expect(try SplitFuzz(recorded, through: FuzzRules.clean.replay()) == nil)
    }
}
