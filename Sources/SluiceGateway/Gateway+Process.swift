import Glibc
import ServiceLifecycle
import UnixSignals

extension Gateway {
    /// Starts and serves until SIGTERM or SIGINT, then drains; a second signal ends the drain at once.
    ///
    /// - Throws: `StartError`.
    package func runUntilSignalled() async throws {
        let signals = await UnixSignalsSequence(trapping: [.sigterm, .sigint])
        try await start()
        let (waiting, first) = AsyncStream.makeStream(of: Void.self)
        let listening = Task {
            var isSecond = false
            for await _ in signals {
                if isSecond { await endExchanges() }
                isSecond = true
                first.finish()
            }
        }
        for await _ in waiting {}
        await shutdown(drain: configuration.drain)
        listening.cancel()
    }

    /// A client or an upstream that has left must not end the process (SIGPIPE).
    func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Returns when the service group asks to end, or the task is cancelled.
    func withGracefulShutdownWait() async {
        try? await gracefulShutdown()
    }
}
