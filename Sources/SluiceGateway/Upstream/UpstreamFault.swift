import NIOSSL
import SluicePipeline

/// What goes wrong with an upstream, and what the client is told.
package enum UpstreamFault: Error, Equatable {
    /// The name isn't known, or nobody accepts the connection in time.
    case unreachable
    /// The TLS handshake failed: an unknown or foreign certificate, no common version.
    case tls
    /// The time for the first byte, or between two, is over.
    case timeout
    /// What came is no HTTP/1.1 answer, or one with two lengths, or too large a head.
    case invalid
    /// The connection ended before the answer did.
    case closed
    /// There are as many connections as the configuration allows.
    case overloaded

    /// The refusal that the client gets, or that its stream ends with.
    var refusal: Refusal {
        switch self {
        case .unreachable:
            Refusal(.upstreamUnreachable, "The upstream provider can't be reached.")
        case .tls:
            Refusal(
                .upstreamTLSError, "The upstream provider's TLS certificate or protocol isn't acceptable.")
        case .timeout:
            Refusal(.upstreamTimeout, "The upstream provider didn't answer in time.")
        case .invalid:
            Refusal(.upstreamInvalid, "The upstream provider's answer isn't valid HTTP.")
        case .closed:
            Refusal(
                .upstreamClosed, "The upstream provider closed the connection before its answer was complete."
            )
        case .overloaded:
            Refusal(
                .overloaded, "Too many requests are waiting for the upstream provider; try again shortly.")
        }
    }

    /// The fault that an error of an established connection stands for.
    init(_ error: any Error) {
        switch error {
        case let error as NIOSSLError where error == .uncleanShutdown: self = .closed
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: self = .tls
        default: self = .closed
        }
    }
}
