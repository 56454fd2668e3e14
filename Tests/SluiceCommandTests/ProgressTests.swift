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
        var progress = Progress(1200, "exchanges", on: WaitingLine { screen.add($0) })
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
        var progress = Progress(2, "exchanges", on: WaitingLine(write: nil))
        progress.step(at: .now + .seconds(5))
        progress.finish()
    }

    @Test func whatIsWaitedForStandsOnOneLineAtOnce() {
        let screen = Screen()
        let line = WaitingLine { screen.add($0) }
        line.show("0 of 2")
        line.show("1 of 2")
        line.finish()
        #expect(screen.all == "\r0 of 2\u{1B}[K\r1 of 2\u{1B}[K\r\u{1B}[K")
        WaitingLine(write: nil).show("nothing")
    }
}
