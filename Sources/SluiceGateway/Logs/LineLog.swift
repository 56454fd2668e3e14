import Glibc
import NIOPosix
import Synchronization

/// A file of lines, written behind the exchanges' backs by a thread of its own.
///
/// Lines wait in a bounded queue, so that a disk that hangs or is full stops nobody; those that can't be kept are counted.
/// A file that was moved away is begun anew, and a line that a crash cut short is ended before the next one.
package final class LineLog: Sendable {
    /// What becomes of exchanges while lines can't be written.
    package enum OnFailure: String, CaseIterable, Sendable {
        /// They go on, and the lines that are lost are counted.
        case count
        /// New ones are refused with 503 until lines can be written again.
        case refuse
    }

    /// Where and how lines are written.
    package struct Options: Sendable, Equatable {
        package var path: String
        /// From which size on the file is put aside, in bytes; nil: never.
        package var rotateBytes: Int?
        package var onFailure = OnFailure.count

        package init(path: String) {
            self.path = path
        }
    }

    private struct State {
        var pending: [UInt8] = []
        var isDraining = false
        var lost = 0
        var isFailing = false
    }

    private static let maximumPendingBytes = 8 << 20

    private let options: Options
    private let state = Mutex(State())
    private let file: Mutex<LineFile>
    private let thread = NIOThreadPool(numberOfThreads: 1)

    /// Opens the file.
    ///
    /// - Throws: `LineFile.Failed` when it can't be opened.
    init(_ options: Options) throws(LineFile.Failed) {
        self.options = options
        var file = LineFile(path: options.path, rotateBytes: options.rotateBytes)
        try file.open()
        self.file = Mutex(file)
        thread.start()
    }

    /// How many lines were lost.
    package var lost: Int { state.withLock { $0.lost } }

    /// Whether the last lines couldn't be written.
    var isFailing: Bool { state.withLock { $0.isFailing } }

    /// Whether new exchanges are to be refused.
    var refusesExchanges: Bool {
        options.onFailure == .refuse && isFailing
    }

    /// Takes a line, without its end.
    func write(_ line: String) {
        let starts = state.withLock { state in
            guard state.pending.count < Self.maximumPendingBytes else {
                state.lost += 1
                return false
            }
            state.pending += line.utf8
            state.pending.append(0x0A)
            guard !state.isDraining else { return false }
            state.isDraining = true
            return true
        }
        if starts { thread.submit { [self] _ in drain() } }
    }

    /// Writes what waits and closes the file.
    func close() async {
        try? await thread.shutdownGracefully()
        drain()
        file.withLock { $0.close() }
    }

    private func drain() {
        while let lines = next() {
            let written = file.withLock { $0.write(lines) }
            state.withLock { state in
                state.isFailing = written < lines.count
                state.lost += lines[written...].count { $0 == 0x0A }
            }
        }
    }

    private func next() -> [UInt8]? {
        state.withLock { state in
            guard !state.pending.isEmpty else {
                state.isDraining = false
                return nil
            }
            let lines = state.pending
            state.pending = []
            return lines
        }
    }
}
