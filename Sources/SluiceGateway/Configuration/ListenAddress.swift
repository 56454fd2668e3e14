import NIOCore

/// A place to listen at: an IP address, or `localhost`, and a port; or the path of a Unix socket.
package struct ListenAddress: Sendable, Equatable {
    package var host: String
    /// 0: any free port.
    package var port: Int
    /// The path of a Unix socket, in place of host and port.
    package var path: String?
    /// The certificate; nil: in clear.
    package var tls: ListenerTLS.Options?
    /// What is offered of HTTP/2 beside HTTP/1.1: by ALPN behind TLS, by prior knowledge in clear; nil: nothing.
    package var http2: HTTP2Options?

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080` or `unix:/run/sluice.sock`.
    package init?(_ text: String) {
        if text.hasPrefix(Self.unixPrefix) {
            let path = String(text.dropFirst(Self.unixPrefix.count))
            guard path.hasPrefix("/"), (try? SocketAddress(unixDomainSocketPath: path)) != nil else {
                return nil
            }
            self.init(host: "", port: 0)
            self.path = path
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        let name = String(host)
        guard name == "localhost" || SocketAddress.isAddress(name) else { return nil }
        self.init(host: name, port: port)
    }

    private static let unixPrefix = "unix:"

    /// Whether only this machine reaches it.
    package var isLoopback: Bool {
        path != nil || host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// The socket address.
    func resolve() throws -> SocketAddress {
        if let path { return try SocketAddress(unixDomainSocketPath: path) }
        return try SocketAddress.makeAddressResolvingHost(host, port: port)
    }
}

extension ListenAddress: CustomStringConvertible {
    package var description: String {
        if let path { return Self.unixPrefix + path }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
