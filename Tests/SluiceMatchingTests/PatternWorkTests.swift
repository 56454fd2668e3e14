import SluiceMatching
import Testing

/// What patterns cost by themselves.
struct PatternWorkTests {
    private static let patterns = [
        Pattern(.regex(#"\bAKIA[0-9A-Z]{4}\b"#, capture: 0)),
        Pattern(.keywords(["sluice"])),
        Pattern(.keywords(["grape"]), exceptions: [.covering(["grapefruit"])]),
        Pattern(.keywords(["gate"]), nearby: Nearby(["grape", "river"], before: 20, after: 0)),
        Pattern(.regex("never", capture: 0)),
    ]

    private static let selection = Result {
        try PatternSet(patterns).select(deciding: Array(patterns.indices), observing: [])
    }

    /// Scans a text twice, and measures it once.
    private func work(in text: String, of count: Int = patterns.count) throws -> [PatternWork] {
        let selection = try Self.selection.get()
        var work = [PatternWork](repeating: PatternWork(), count: count)
        let bytes = Array(text.utf8)
        PatternWork.measure(into: &work) { _ = scan(bytes, with: selection) }
        _ = scan(bytes, with: selection)
        return work
    }

    @Test(arguments: [
        ("nothing of that kind", [0, 0, 0, 0, 0]), ("AKIA1234 AKIA5678.", [2, 0, 0, 0, 0]),
        ("sluice sluice", [0, 0, 0, 0, 0]), ("a grape", [0, 0, 1, 0, 0]),
        ("the river gate", [0, 0, 0, 1, 0]), ("a grape at the gate", [0, 0, 1, 1, 0]),
    ])
    func whatIsDoneForOnePatternIsCounted(text: String, runs: [Int]) throws {
        let work = try work(in: text)
        #expect(work.map(\.runs) == runs)
        #expect(work.allSatisfy { $0.nanoseconds >= 0 && ($0.runs > 0 || $0.nanoseconds == 0) })
    }

    @Test func aShorterListTakesWhatItHasRoomFor() throws {
        #expect(try work(in: "AKIA1234 grape", of: 1).map(\.runs) == [1])
    }
}
