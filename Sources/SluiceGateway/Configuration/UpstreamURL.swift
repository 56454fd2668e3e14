/// The URL of an upstream: scheme, host, optional port, optional path.
struct UpstreamURL: Equatable {
    var isSecure: Bool
    var host: String
    var port: Int
    /// Without a slash at its end.
    var basePath: String

    /// Whether the host is this machine.
    var isLoopback: Bool { ListenAddress(host: host, port: port).isLoopback }

    /// Takes a URL apart; nil when it is none, or holds user information, a query or a fragment.
    init?(_ text: String) {
        let lowercased = text.lowercased()
        let scheme: String
        if lowercased.hasPrefix("https://") {
            scheme = "https://"
        } else if lowercased.hasPrefix("http://") {
            scheme = "http://"
        } else {
            return nil
        }
        let rest = text.dropFirst(scheme.count)
        let authority = String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
        guard Authority.isValid(authority) else { return nil }
        isSecure = scheme == "https://"
        port = isSecure ? 443 : 80
        host = authority
        let portStart = authority.lastIndex(of: ":")
        if let portStart, !authority.hasSuffix("]") {
            guard let number = Int(authority[authority.index(after: portStart)...]),
                (1...65535).contains(number)
            else { return nil }
            port = number
            host = String(authority[..<portStart])
        }
        if host.hasPrefix("[") { host = String(host.dropFirst().dropLast()) }
        var path = rest.dropFirst(authority.count)
        while path.hasSuffix("/") { path = path.dropLast() }
        guard path.isEmpty || (try? RequestTarget(String(path)))?.path == String(path) else { return nil }
        basePath = String(path)
    }
}
