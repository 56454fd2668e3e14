import NIOCore
import SluiceGateway
import Testing

/// When a change counts: once it has been quiet, and once only.
struct SettlingTests {
    /// A look every 10 milliseconds at these states, with 30 to settle; the looks at which a change counted.
    private static func counted(known: Int?, _ states: [Int]) -> [Int] {
        var settling = Settling(known: known, for: .milliseconds(30))
        return states.indices.filter { index in
            settling.look(states[index], at: .uptimeNanoseconds(UInt64(index) * 10_000_000))
        }
    }

    @Test(arguments: [
        ("nothing changes", [1, 1, 1, 1, 1, 1], []),
        ("it counts when it has been quiet", [1, 2, 2, 2, 2, 2, 2], [4]),
        ("what changes again and again waits for the last change", [2, 3, 4, 5, 6, 6, 6, 6, 6], [7]),
        ("a pause that is too short doesn't count", [2, 2, 2, 3, 3, 3, 3, 3], [6]),
        ("what is as it was again is no change", [2, 2, 1, 1, 1, 1, 1], []),
        ("two changes count twice", [2, 2, 2, 2, 3, 3, 3, 3, 3], [3, 7]),
    ])
    func aChangeCountsOnItsTrailingEdge(what: String, states: [Int], looks: [Int]) {
        #expect(Self.counted(known: 1, states) == looks, "\(what)")
    }

    @Test func whatWasNeverTakenInCountsOnceItIsQuiet() {
        #expect(Self.counted(known: nil, [1, 1, 1, 1, 1]) == [3])
    }
}
