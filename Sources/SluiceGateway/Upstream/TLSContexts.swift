import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// The TLS contexts of the upstreams, each made when it is first asked for.
///
/// Reading the system's roots takes tens of milliseconds: it happens on a worker thread, not on an event loop and not
/// before the listener is up.
final class TLSContexts: Sendable {
    private let contexts = Mutex<[String: NIOSSLContext]>([:])
    private let threads: NIOThreadPool

    init(threads: NIOThreadPool) {
        self.threads = threads
    }

    /// The context for an upstream.
    func context(for upstream: Upstream, on eventLoop: any EventLoop) -> EventLoopFuture<NIOSSLContext> {
        if let context = contexts.withLock({ $0[upstream.name] }) {
            return eventLoop.makeSucceededFuture(context)
        }
        return threads.runIfActive(eventLoop: eventLoop) { [self] in try make(upstream) }
    }

    /// Makes the context now, on the calling thread.
    @discardableResult
    func make(_ upstream: Upstream) throws -> NIOSSLContext {
        try contexts.withLock { contexts in
            if let context = contexts[upstream.name] { return context }
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            configuration.certificateVerification = .fullVerification
            configuration.applicationProtocols = ["http/1.1"]
            if !upstream.trustedRoots.isEmpty {
                configuration.additionalTrustRoots = [.certificates(upstream.trustedRoots)]
            }
            if let certificate = upstream.clientCertificate {
                configuration.certificateChain = certificate.chain.map { .certificate($0) }
                configuration.privateKey = .privateKey(certificate.key)
            }
            let context = try NIOSSLContext(configuration: configuration)
            contexts[upstream.name] = context
            return context
        }
    }
}
