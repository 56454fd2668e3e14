import SluiceRecording
import SluiceRules
import SluiceWire
import Testing

/// A forbidden phrase in any string of an exchange is found, except where a table says that a string isn't inspected.
@Suite(.enabled(if: RecordingsFolder.isPresent))
struct CanaryTests {
    @Test func noStringOfARequestLetsThePhraseThrough() throws {
        var canary = try Canary(limit: FuzzLimits.placesPerPath)
        for recorded in try Self.exchanges() { canary.sweepRequest(of: recorded) }
        report(canary, "request")
    }

    @Test func noStringOfAWholeAnswerLetsThePhraseThrough() throws {
        var canary = try Canary(limit: FuzzLimits.placesPerPath)
        for recorded in try Self.exchanges() where recorded.framing == nil {
            canary.sweepAnswer(of: recorded)
        }
        report(canary, "answer")
    }

    @Test func noStringOfAStreamLetsThePhraseThrough() throws {
        var canary = try Canary(limit: FuzzLimits.placesPerPath)
        for recorded in try RecordingsFolder.streams().sampled { canary.sweepStream(of: recorded) }
        report(canary, "stream")
    }

    private static func exchanges() throws -> [RecordedExchange] {
        try RecordingsFolder.exchanges().filter { RecordingsFolder.isKnown($0.dialect) }.sampled
    }

    private func report(_ canary: Canary, _ name: String) {
        print("canary, \(name): \(canary.trials) trials, came through in \(canary.exceptions.count) places")
        if FuzzLimits.isExhaustive { print(canary.exceptions.sorted().joined(separator: "\n")) }
        let unexpected = canary.exceptions.sorted().filter { place in
            !CanaryExceptions.all.contains { Glob.matches($0, place) }
        }
        #expect(unexpected.isEmpty)
    }
}
