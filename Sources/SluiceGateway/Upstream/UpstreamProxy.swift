import Foundation

/// A proxy through which an upstream is reached, by a tunnel (RFC 9110, section 9.3.6).
package struct UpstreamProxy: Sendable, Equatable {
    package var place: UpstreamPlace
    /// The value of `Proxy-Authorization`; a secret.
    package var authorization: String?

    /// Reads `http://host:port`, with `user:password@` in front of the host if the proxy wants it; nil for anything else.
    package init?(_ text: String) {
        let text = text.contains("://") ? text : "http://\(text)"
        guard let url = URLComponents(string: text), url.scheme?.lowercased() == "http",
            let host = url.host, !host.isEmpty, ["", "/"].contains(url.path),
            url.query == nil, url.fragment == nil, (1...65_535).contains(url.port ?? 80)
        else { return nil }
        place = UpstreamPlace(
            host: host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host, port: url.port ?? 80)
        if let user = url.user {
            let pair = "\(user):\(url.password ?? "")"
            authorization = "Basic " + Data(pair.utf8).base64EncodedString()
        }
    }

    /// The proxy that the environment names for a host: `HTTPS_PROXY` or `https_proxy`, unless `NO_PROXY` excepts it.
    ///
    /// `NO_PROXY` is a list of names, each for itself and for what ends with it behind a dot, or `*`. This machine is always
    /// excepted. A proxy that can't be read is none.
    package init?(forHost host: String, environment: (String) -> String?) {
        func value(_ name: String) -> String? {
            let value = environment(name) ?? environment(name.lowercased())
            return value?.isEmpty == true ? nil : value
        }
        let host = host.lowercased()
        guard !ListenAddress(host: host, port: 0).isLoopback, let text = value("HTTPS_PROXY") else {
            return nil
        }
        let excepted = (value("NO_PROXY") ?? "").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces).lowercased()
        }
        for name in excepted where !name.isEmpty {
            let name = name.hasPrefix(".") ? String(name.dropFirst()) : name
            if name == "*" || host == name || host.hasSuffix(".\(name)") { return nil }
        }
        self.init(text)
    }
}
