import Dispatch
import NIOCore
import SluiceGateway
import Synchronization
import Testing
import sluice

struct RecordingQueueTests {
    private static func entry(_ id: String, _ fact: TappedFact) -> RecordingQueue.Entry {
        RecordingQueue.Entry(id: id, time: .zero, fact: fact)
    }

    private static func name(_ entry: RecordingQueue.Entry) -> String {
        switch entry.fact {
        case .request: "\(entry.id) request"
        case .response: "\(entry.id) response"
        case .body(let bytes): "\(entry.id) \(bytes.count)"
        case .ended: "\(entry.id) ended"
        case .failed: "\(entry.id) failed"
        case .cancelled: "\(entry.id) cancelled"
        }
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
        for number in 0..<500 { queue.push(Self.entry("a", .body(Array(repeating: 0, count: number)))) }
        queue.push(Self.entry("a", .ended))
        await queue.close()
        #expect(taken.names.withLock(\.self) == (0..<500).map { "a \($0)" } + ["a ended"])
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
        queue.push(Self.entry("first", .ended))
        entered.wait()
        queue.push(Self.entry("big", .body(Array(repeating: 0, count: 6000))))
        queue.push(Self.entry("big", .body(Array(repeating: 0, count: 6000))))
        queue.push(Self.entry("small", .body([1])))
        queue.push(Self.entry("big", .body([1])))
        queue.push(Self.entry("big", .ended))
        queue.push(Self.entry("small", .ended))
        gate.signal()
        await queue.close()
        #expect(
            taken.names.withLock(\.self) == [
                "first ended", "big 6000", "big cancelled", "small 1", "small ended",
            ])
        #expect(queue.dropped == 1)
    }
}
