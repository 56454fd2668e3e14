import SluiceGateway
import Testing

struct EventIDsTests {
    @Test func theyAreShortUniqueAndSortByTime() {
        var first = EventIDs(loop: 0)
        var second = EventIDs(loop: 1)
        let ids = (0..<5_000).flatMap { _ in [first.next(), second.next()] }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.utf8.count == 15 && !$0.contains { "ILOU".contains($0) } })
        let early = first.next(milliseconds: 1_700_000_000_000)
        let late = first.next(milliseconds: 1_700_000_000_001)
        #expect(early < late)
    }
}
