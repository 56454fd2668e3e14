package import NIOCore
package import NIOSSL

/// A provider that requests are forwarded to.
package struct Upstream: Sendable, Equatable {
    /// The name in the configuration, metrics and logs.
    package let name: String
    /// The host name or address, as in the URL.
    package let host: String
    package let port: Int
    /// Whether the connection is encrypted.
    package let isSecure: Bool
    /// Whether it is the built-in sample provider, whose port is known when it has started.
    package let isEmbedded: Bool
    /// What stands before every request's path: empty, or `/base` without a slash at its end.
    package let basePath: String
    /// What `Host` says: the host, and the port where it isn't the scheme's own.
    package let authority: String
    /// Files of certificates that are trusted beside the system's roots.
    package let trustedRoots: [NIOSSLCertificate]
    package let limits: Limits
    /// The provider's key, where Sluice holds one.
    package let key: UpstreamKey?

    /// Times and numbers that bound what an upstream can take.
    package struct Limits: Sendable, Equatable {
        /// Resolving the name, connecting and the TLS handshake, together.
        package var connect = TimeAmount.seconds(10)
        /// From the request's last byte to the answer's head.
        package var firstByte = TimeAmount.seconds(600)
        /// Between two reads of the answer.
        package var idle = TimeAmount.seconds(300)
        /// How long a connection is kept for the next request.
        package var keepAlive = TimeAmount.seconds(55)
        /// Connections at one time, all event loops together.
        package var connections = 10_000
        /// The largest head of an answer, in bytes.
        package var headBytes = 128 * 1024
        /// The largest decoded body of a compressed answer, in bytes.
        package var decodedBytes = 256 * 1024 * 1024

        package init() {}
    }

    package init(
        name: String, host: String, port: Int, isSecure: Bool, isEmbedded: Bool = false,
        basePath: String = "",
        trustedRoots: [NIOSSLCertificate] = [], limits: Limits = Limits(), key: UpstreamKey? = nil
    ) {
        self.key = key
        self.name = name
        self.host = host
        self.port = port
        self.isSecure = isSecure
        self.isEmbedded = isEmbedded
        self.basePath = basePath
        self.trustedRoots = trustedRoots
        self.limits = limits
        let shown = host.contains(":") ? "[\(host)]" : host
        authority = port == (isSecure ? 443 : 80) ? shown : "\(shown):\(port)"
    }

    /// The same upstream at another port.
    func at(port: Int) -> Upstream {
        Upstream(
            name: name, host: host, port: port, isSecure: isSecure, isEmbedded: isEmbedded,
            basePath: basePath,
            trustedRoots: trustedRoots, limits: limits, key: key)
    }

    /// Scheme, host, port and base path, for the start-up lines.
    package var address: String {
        isEmbedded ? "embedded sample provider" : "\(isSecure ? "https" : "http")://\(authority)\(basePath)"
    }
}
