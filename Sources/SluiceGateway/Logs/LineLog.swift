import Glibc
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

    /// The lines that wait.
    private struct Lines: BacklogContents {
        private static let mostBytes = 8 << 20

        private var pending: [UInt8] = []
        var lost = 0
        var isFailing = false

        mutating func add(_ line: String) {
            guard pending.count < Self.mostBytes else {
                lost += 1
                return
            }
            pending += line.utf8
            pending.append(0x0A)
        }

        mutating func takeBatch() -> [UInt8]? {
            guard !pending.isEmpty else { return nil }
            defer { pending = [] }
            return pending
        }
    }

    private let options: Options
    private let backlog = Backlog(Lines())
    private let file: Mutex<LineFile>

    /// Opens the file.
    ///
    /// - Throws: `LineFile.Failed` when it can't be opened.
    init(_ options: Options) throws(LineFile.Failed) {
        self.options = options
        var file = LineFile(path: options.path, rotateBytes: options.rotateBytes)
        try file.open()
        self.file = Mutex(file)
    }

    /// How many lines were lost.
    package var lost: Int { backlog.withContents { $0.lost } }

    /// Whether the last lines couldn't be written.
    var isFailing: Bool { backlog.withContents { $0.isFailing } }

    /// Whether new exchanges are to be refused.
    var refusesExchanges: Bool {
        options.onFailure == .refuse && isFailing
    }

    /// Takes a line, without its end.
    func write(_ line: String) {
        backlog.add({ $0.add(line) }, taking: { [self] in take($0) })
    }

    /// Writes what waits and closes the file.
    func close() async {
        await backlog.close { [self] in take($0) }
        file.withLock { $0.close() }
    }

    private func take(_ lines: [UInt8]) {
        let written = file.withLock { $0.write(lines) }
        backlog.withContents { contents in
            contents.isFailing = written < lines.count
            contents.lost += lines[written...].count { $0 == 0x0A }
        }
    }
}
