import Glibc
import ServiceLifecycle

extension Gateway {
    /// A client or an upstream that has left must not end the process (SIGPIPE).
    func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Returns when the service group asks to end, or the task is cancelled.
    func withGracefulShutdownWait() async {
        try? await gracefulShutdown()
    }
}
