import Synchronization
import Testing
import sluice

struct ProgressTests {
    private final class Screen: Sendable {
        private let text = Mutex("")

        func add(_ more: String) { text.withLock { $0 += more } }

        var all: String { text.withLock { $0 } }
    }

    @Test func nothingIsShownInTheFirstSecondAndTheLineIsTakenAway() {
        let screen = Screen()
        var progress = Progress(1200, "exchanges") { screen.add($0) }
        let start = ContinuousClock.now
        progress.step(at: start)
        #expect(screen.all.isEmpty)
        progress.step(at: start + .seconds(2))
        progress.step(at: start + .milliseconds(2050))
        progress.step(at: start + .milliseconds(2150))
        progress.finish()
        #expect(
            screen.all == "\r2 of 1,200 exchanges\u{1B}[K\r4 of 1,200 exchanges\u{1B}[K\r\u{1B}[K")
    }

    @Test func withoutATerminalNothingIsWritten() {
        var progress = Progress(2, "exchanges", write: nil)
        progress.step(at: .now + .seconds(5))
        progress.finish()
    }
}
