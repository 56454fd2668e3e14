import Glibc
import NIOPosix
import Synchronization

/// Writes the log to a file descriptor from a thread of its own: whoever reads it may hang, and no exchange waits.
///
/// Lines wait in a bounded queue. Those that find no room are left out, and their number is said when there is room again.
final class LogOutput: TextOutputStream, Sendable {
    private struct State {
        var pending: [UInt8] = []
        var isWriting = false
        var isClosed = false
        var lost = 0
    }

    private static let mostPendingBytes = 1 << 20
    /// A pipe that has room at all has room for so many bytes (PIPE_BUF of pipe(7)).
    private static let pieceBytes = 4096
    /// Between two looks whether to give up, in milliseconds.
    private static let patience: Int32 = 100

    private let descriptor: Int32
    private let state = Mutex(State())
    private let thread = NIOThreadPool(numberOfThreads: 1)

    init(_ output: Output) {
        descriptor = output.descriptor
        thread.start()
    }

    func write(_ string: String) {
        let starts = state.withLock { state in
            guard state.pending.count < Self.mostPendingBytes else {
                state.lost += 1
                return false
            }
            if state.lost > 0 {
                state.pending += "sluice: \(state.lost) lines of the log were lost, nobody read them\n".utf8
                state.lost = 0
            }
            state.pending += string.utf8
            guard !state.isWriting else { return false }
            state.isWriting = true
            return true
        }
        if starts { thread.submit { [self] _ in drain() } }
    }

    /// Writes what waits, as long as somebody takes it.
    func close() async {
        state.withLock { $0.isClosed = true }
        try? await thread.shutdownGracefully()
    }

    private func drain() {
        while let bytes = next() {
            for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
                let piece = Array(bytes[start..<min(start + Self.pieceBytes, bytes.count)])
                guard waitForRoom() else { return }
                _ = Descriptor.write(piece, to: descriptor)
            }
        }
    }

    /// Whether the descriptor takes bytes; false when the process is about to end and nobody reads.
    private func waitForRoom() -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&request, 1, Self.patience) == 0 {
            if state.withLock(\.isClosed) { return false }
        }
        return true
    }

    private func next() -> [UInt8]? {
        state.withLock { state in
            guard !state.pending.isEmpty else {
                state.isWriting = false
                return nil
            }
            let bytes = state.pending
            state.pending = []
            return bytes
        }
    }
}
