import Glibc
import ServiceLifecycle
import UnixSignals

extension Gateway {
    /// Starts and serves until SIGTERM or SIGINT, then drains.
    ///
    /// A second one ends the drain at once; SIGHUP reloads. A service manager that asked for it is told when it is ready, when it reloads and when it ends.
    ///
    /// - Throws: `StartError`.
    package func runUntilSignalled() async throws {
        let notifier = ServiceNotifier.ofThisProcess
        let signals = await UnixSignalsSequence(trapping: [.sigterm, .sigint, .sighup])
        takeOrphans()
        try await start()
        notifier?.tell(.ready)
        let (waiting, first) = AsyncStream.makeStream(of: Void.self)
        let listening = Task {
            var isEnding = false
            for await signal in signals {
                switch signal {
                case .sighup:
                    guard !isEnding else { continue }
                    Task {
                        notifier?.tell(.reloading)
                        await self.reload(.signal)
                        notifier?.tell(.ready)
                    }
                default:
                    if isEnding { await endExchanges() }
                    isEnding = true
                    first.finish()
                }
            }
        }
        for await _ in waiting {}
        notifier?.tell(.stopping)
        await shutdown(drain: await drain)
        listening.cancel()
    }

    /// A client or an upstream that has left must not end the process (SIGPIPE).
    func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Lets the kernel bury the processes that are left to the first one of a container.
    private func takeOrphans() {
        if getpid() == 1 { signal(SIGCHLD, SIG_IGN) }
    }

    /// Returns when the service group asks to end, or the task is cancelled.
    func withGracefulShutdownWait() async {
        try? await gracefulShutdown()
    }
}
