import Glibc
import SluiceGateway
import Synchronization

/// Writes the log to a file descriptor from a thread of its own: whoever reads it may hang, and no exchange waits.
///
/// Lines wait in a bounded queue. Those that find no room are left out, and their number is said when there is room again.
final class LogOutput: TextOutputStream, Sendable {
    /// What waits.
    private struct Lines: BacklogContents {
        private static let mostBytes = 1 << 20

        private var pending: [UInt8] = []
        private var lost = 0

        mutating func add(_ line: String) {
            guard pending.count < Self.mostBytes else {
                lost += 1
                return
            }
            if lost > 0 {
                pending += "sluice: \(lost) lines of the log were lost, nobody read them\n".utf8
                lost = 0
            }
            pending += line.utf8
        }

        mutating func takeBatch() -> [UInt8]? {
            guard !pending.isEmpty else { return nil }
            defer { pending = [] }
            return pending
        }
    }

    /// A pipe that has room at all has room for so many bytes (PIPE_BUF of pipe(7)).
    private static let pieceBytes = 4096
    /// Between two looks whether to give up, in milliseconds.
    private static let patience: Int32 = 100

    private let descriptor: Int32
    private let backlog = Backlog(Lines())
    private let isClosed = Atomic(false)

    init(_ output: Output) {
        descriptor = output.descriptor
    }

    func write(_ string: String) {
        backlog.add({ $0.add(string) }, taking: { [self] in take($0) })
    }

    /// Writes what waits, as long as somebody takes it.
    func close() async {
        isClosed.store(true, ordering: .relaxed)
        await backlog.close { [self] in take($0) }
    }

    private func take(_ bytes: [UInt8]) {
        for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
            let piece = Array(bytes[start..<min(start + Self.pieceBytes, bytes.count)])
            guard waitForRoom() else { return }
            _ = Descriptor.write(piece, to: descriptor)
        }
    }

    /// Whether the descriptor takes bytes; false when the process is about to end and nobody reads.
    private func waitForRoom() -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&request, 1, Self.patience) == 0 {
            if isClosed.load(ordering: .relaxed) { return false }
        }
        return true
    }
}
