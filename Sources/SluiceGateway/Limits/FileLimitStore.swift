internal import GRDB
import Glibc
import NIOPosix
import SluicePipeline
import Synchronization

/// Counts in memory and keeps the counts in a SQLite file, so that a restart forgets none.
///
/// Nobody waits for the disk: what has changed is written by a thread of its own, many changes at once. A crash may
/// forget what changed within the last tenth of a second or so; counts that can't be written stay in memory, and are tried
/// again with the next change.
final class FileLimitStore: LimitStore {
    /// The file can't be used.
    struct Failed: Error, CustomStringConvertible {
        let path: String
        let reason: String

        var description: String { "can't keep counts in \(path): \(reason)" }
    }

    private struct Changes {
        var subjects: Set<String> = []
        var isWriting = false
    }

    /// Between two transactions, in microseconds.
    private static let pause: UInt32 = 50_000

    private let memory: MemoryLimitStore
    private let database: DatabaseQueue
    private let changes = Mutex(Changes())
    private let thread = NIOThreadPool(numberOfThreads: 1)

    /// Opens the file, or makes it, and reads the counts of the day.
    init(path: String, memory: MemoryLimitStore = MemoryLimitStore()) throws(Failed) {
        self.memory = memory
        do {
            database = try DatabaseQueue(path: path)
            try database.write { database in
                try database.execute(
                    sql: """
                        CREATE TABLE IF NOT EXISTS counts
                        (subject TEXT PRIMARY KEY, day INTEGER NOT NULL, tokens INTEGER NOT NULL,
                         cost INTEGER NOT NULL, full INTEGER NOT NULL)
                        """)
                try database.execute(sql: "DELETE FROM counts WHERE day < ?", arguments: [Moment.now.day])
                for row in try Row.fetchAll(database, sql: "SELECT * FROM counts") {
                    let count = LimitCount(
                        day: row["day"], tokens: row["tokens"], cost: row["cost"], full: row["full"])
                    memory.restore(count, of: row["subject"])
                }
            }
        } catch {
            let fault = error as? DatabaseError
            let hint =
                fault?.resultCode == .SQLITE_CANTOPEN ? "; its folder has to be there, and writable" : ""
            throw Failed(path: path, reason: (fault?.message ?? "it is no database") + hint)
        }
        thread.start()
    }

    func begin(_ subject: String, _ limits: RequestLimits) -> ExceededLimit? {
        let exceeded = memory.begin(subject, limits)
        if exceeded == nil, limits.requestsPerMinute != nil { note(subject) }
        return exceeded
    }

    func end(_ subject: String, tokens: Int, cost: Int) {
        memory.end(subject, tokens: tokens, cost: cost)
        if tokens > 0 || cost > 0 { note(subject) }
    }

    /// Writes what has changed and closes the file.
    func close() async {
        try? await thread.shutdownGracefully()
        write()
        try? database.close()
    }

    private func note(_ subject: String) {
        let starts = changes.withLock { changes in
            changes.subjects.insert(subject)
            defer { changes.isWriting = true }
            return !changes.isWriting
        }
        guard starts else { return }
        thread.submit { [self] _ in
            usleep(Self.pause)
            write()
        }
    }

    private func write() {
        let subjects = changes.withLock { changes in
            defer { changes = Changes() }
            return changes.subjects
        }
        let counts = subjects.compactMap { subject in memory.count(of: subject).map { (subject, $0) } }
        guard !counts.isEmpty else { return }
        do {
            try database.write { database in
                let statement = try database.cachedStatement(
                    sql:
                        "INSERT OR REPLACE INTO counts (subject, day, tokens, cost, full) VALUES (?, ?, ?, ?, ?)"
                )
                for (subject, count) in counts {
                    try statement.execute(arguments: [
                        subject, count.day, count.tokens, count.cost, count.full,
                    ])
                }
            }
        } catch {
            changes.withLock { $0.subjects.formUnion(subjects) }
        }
    }
}
