import Logging
import NIOCore
import NIOPosix

/// Looks after the listeners' certificates: files that have changed are read again.
struct CertificateWatch: Sendable {
    private static let interval = TimeAmount.seconds(1)

    private let task: RepeatedTask

    /// Begins to look; nil where no listener has a certificate.
    init?(
        _ certificates: [ListenerTLS?], _ loop: any EventLoop, _ threads: NIOThreadPool, _ logger: Logger
    ) {
        let watched = certificates.compactMap(\.self)
        guard !watched.isEmpty else { return nil }
        task = loop.scheduleRepeatedAsyncTask(initialDelay: Self.interval, delay: Self.interval) { _ in
            threads.runIfActive(eventLoop: loop) {
                for tls in watched { Self.report(tls.refresh(), logger) }
            }
        }
    }

    func stop() {
        task.cancel()
    }

    private static func report(_ change: ListenerTLS.Change, _ logger: Logger) {
        switch change {
        case .none: break
        case .renewed: logger.info("certificate renewed")
        case .broken(let fault):
            logger.error(
                "the changed certificate or key can't be used; the old one stays",
                metadata: ["reason": .string(fault.description)])
        }
    }
}
