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
        for await _ in signals { break }
        let impatience = Task {
            for await _ in signals { return await endExchanges() }
        }
        await shutdown(drain: configuration.drain)
        impatience.cancel()
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
