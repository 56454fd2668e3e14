import Dispatch
import NIOCore
import SluiceGateway
import Synchronization
import Testing
import sluice

struct RecordingQueueTests {
    private static func body(_ count: Int) -> [TappedEvent] {
        var pieces = TappedPieces()
        pieces.append(Array(repeating: 0, count: count).span, at: .zero)
        return [TappedEvent(.body(pieces), at: .zero)]
    }

    private static let last = [TappedEvent(.concluded(TappedConclusion(outcome: .passed)), at: .zero)]

    private static func name(_ entry: RecordingQueue.Entry) -> String {
        guard let events = entry.events else { return "\(entry.id) dropped" }
        let facts = events.map { event in
            switch event.fact {
            case .request: "request"
            case .response: "response"
            case .body(let pieces): "\(pieces.count)"
            case .ended: "ended"
            case .failed: "failed"
            case .cancelled: "cancelled"
            case .concluded: "concluded"
            }
        }
        return "\(entry.id) \(facts.joined(separator: " "))"
    }

    /// What the thread took, in order.
    private final class Taken: Sendable {
        let names = Mutex<[String]>([])
    }

    @Test func whatIsPushedIsTakenInOrder() async {
        let taken = Taken()
        let queue = RecordingQueue(limit: 1 << 20) { entry in
            taken.names.withLock { $0.append(Self.name(entry)) }
        }
        for number in 0..<500 { queue.push(Self.body(number), of: "a") }
        queue.push(Self.last, of: "a")
        await queue.close()
        #expect(taken.names.withLock(\.self) == (0..<500).map { "a \($0)" } + ["a concluded"])
        #expect(queue.dropped == 0)
    }

    @Test func anExchangeThatDoesNotFitIsLeftOutAsAWhole() async {
        let taken = Taken()
        let entered = DispatchSemaphore(value: 0)
        let gate = DispatchSemaphore(value: 0)
        let queue = RecordingQueue(limit: 10_000) { entry in
            taken.names.withLock { $0.append(Self.name(entry)) }
            if entry.id == "first" {
                entered.signal()
                gate.wait()
            }
        }
        queue.push(Self.last, of: "first")
        entered.wait()
        queue.push(Self.body(6000), of: "big")
        queue.push(Self.body(6000), of: "big")
        queue.push(Self.body(1), of: "small")
        queue.push(Self.body(1), of: "big")
        queue.push(Self.last, of: "big")
        queue.push(Self.body(2) + Self.last, of: "small")
        gate.signal()
        await queue.close()
        #expect(
            taken.names.withLock(\.self) == [
                "first concluded", "big 6000", "big dropped", "small 1", "small 2 concluded",
            ])
        #expect(queue.dropped == 1)
    }

    @Test func piecesKeepTheirBytesAndTimes() {
        var pieces = TappedPieces()
        #expect(pieces.time == nil)
        for number in 1...3 {
            pieces.append(
                [UInt8](repeating: UInt8(number), count: number).span, at: .microseconds(Int64(number)))
        }
        let seen = pieces.each.map { "\($0.bytes) \($0.time.nanoseconds)" }
        #expect(seen == ["[1] 1000", "[2, 2] 2000", "[3, 3, 3] 3000"])
        #expect(pieces.count == 6 && pieces.time == .microseconds(1))
    }
}
