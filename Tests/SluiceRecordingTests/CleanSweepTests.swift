import SluiceRecording
import SluiceWire
import Testing

/// Every string of a recorded exchange has a line in its dialect's tables.
@Suite(.enabled(if: RecordingsFolder.isPresent))
struct CleanSweepTests {
    @Test func noStringOfARecordedExchangeIsUnknown() throws {
        var unknown = UnknownTexts()
        for recorded in try RecordingsFolder.exchanges()
        where RecordingsFolder.isKnown(recorded.dialect) {
            unknown.read(recorded)
        }
        print("unknown texts: \(unknown.places.count)")
        print(unknown.places.sorted().joined(separator: "\n"))
        #expect(unknown.places.isSubset(of: UnknownTexts.declared))
    }
}
