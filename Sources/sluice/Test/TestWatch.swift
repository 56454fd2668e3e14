import Glibc
import SluiceRules

/// Runs a test again whenever a file changes.
///
/// Files are looked at several times a second, not listened to: that works on every file system and in every container.
/// What has changed runs once it stays as it is between two looks, so that a file that is being written is not read half.
struct TestWatch {
    /// Between two looks, in microseconds.
    private static let interval: UInt32 = 25_000

    let plan: TestPlan
    private let memory = ExampleMemory()

    init(plan: TestPlan) {
        self.plan = plan
    }

    /// Runs and waits, for ever.
    ///
    /// - Parameter report: Is given every run, and the files that made it necessary.
    func run(_ report: (TestRun, _ changed: [String]) throws -> Void) rethrows -> Never {
        var changed: [String] = []
        while true {
            let known = FileMarks(plan.rules + plan.cases)
            let run = TestRun(plan, memory: memory)
            let before = known.adding(run.files)
            try report(run, changed)
            changed = wait(before, extra: run.files)
        }
    }

    /// Waits until something has changed and stays so.
    private func wait(_ before: FileMarks, extra: [String]) -> [String] {
        var last = before
        while true {
            usleep(Self.interval)
            let now = FileMarks(plan.rules + plan.cases).adding(extra)
            if now == last, now != before { return now.changes(since: before) }
            last = now
        }
    }
}
