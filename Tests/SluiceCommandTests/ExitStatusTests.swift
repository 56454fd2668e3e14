import ArgumentParser
import Testing
import sluice

/// What the process ends with when a command throws.
struct ExitStatusTests {
    private struct Unforeseen: Error {}

    @Test func anErrorThatNobodyForesawIsADefect() {
        let status = sluice.ExitStatus.reporting(Unforeseen())
        #expect(status == .defect && status.rawValue == 4)
    }

    @Test(arguments: [sluice.ExitStatus.findings, .badInput, .environment])
    func aStatusIsPassedOn(_ status: sluice.ExitStatus) {
        #expect(sluice.ExitStatus.reporting(status) == status)
    }

    @Test func aWrongCommandLineIsBadInput() {
        #expect(sluice.ExitStatus.reporting(ValidationError("no such thing")) == .badInput)
        #expect(sluice.ExitStatus.reporting(CleanExit.message("")) == .fine)
    }
}
