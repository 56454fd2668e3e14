import Glibc
import NIOCore
import NIOSSL
import SluicePipeline
import SluiceRules

/// `upstreams`.
extension ConfigurationLoader {
    /// An upstream and the name under which routes find it.
    struct NamedUpstream {
        var name: String
        var upstream: Upstream
    }

    /// The upstreams, in the order of the file.
    func upstreams(_ node: ConfigNode?) -> [NamedUpstream] {
        guard let node else { return [] }
        var map = node.mapping("upstreams", diagnostics)
        let names = map.members.map(\.key)
        for override in overrides.upstreams where !names.contains(override.name) {
            diagnostics.error(
                .badValue, "there is no upstream `\(override.name)` to override",
                help: "known are \(names.map { "`\($0)`" }.joined(separator: ", "))")
        }
        return names.compactMap { name in
            guard let value = map.node(name), let upstream = upstream(name, value) else { return nil }
            return NamedUpstream(name: name, upstream: upstream)
        }
    }

    private func upstream(_ name: String, _ node: ConfigNode) -> Upstream? {
        var map = node.mapping(name, textAs: "url", diagnostics)
        var limits = Upstream.Limits()
        if let time = time("connect_timeout", in: &map) { limits.connect = time }
        if let time = time("first_byte_timeout", in: &map) { limits.firstByte = time }
        if let time = time("idle_timeout", in: &map) { limits.idle = time }
        if let time = time("keep_alive_timeout", in: &map) { limits.keepAlive = time }
        if let count = map.int("max_connections", in: 1...1_000_000) { limits.connections = count }
        let isEmbedded = map.bool("embedded") ?? false
        let plaintext = map.choice("plaintext", of: ["allowed"])
        let roots = roots(map.node("ca_file"))
        let key = key(in: &map)
        let certificate = clientCertificate(in: &map)
        let places = map.node("addresses").map(places)
        let proxy = map.node("proxy")
        let url = isEmbedded ? map.node("url") : map.requiredNode("url")
        map.finish()
        if let override = overrides.upstreams.last(where: { $0.name == name }) {
            guard let url = UpstreamURL(override.url) else {
                diagnostics.error(.badValue, "`\(override.url)` is no http or https URL for `\(name)`")
                return nil
            }
            return reached(Upstream(name, url, roots, limits, key), certificate, nil, proxy)
        }
        if isEmbedded {
            if let url {
                diagnostics.error(.badValue, "an embedded upstream has no `url`", at: url.span)
            }
            return Upstream(
                name: name, host: "127.0.0.1", port: 0, isSecure: false, isEmbedded: true, limits: limits)
        }
        return read(url, allowsPlaintext: plaintext != nil).map {
            reached(Upstream(name, $0, roots, limits, key), certificate, places, proxy)
        }
    }

    /// An upstream with the way to it.
    private func reached(
        _ upstream: Upstream, _ certificate: ClientCertificate?, _ places: [UpstreamPlace]?,
        _ proxy: ConfigNode?
    ) -> Upstream {
        var upstream = upstream
        upstream.clientCertificate = certificate
        if let places, !places.isEmpty { upstream.places = places }
        if let proxy {
            upstream.proxy = self.proxy(proxy, isSecure: upstream.isSecure)
        } else if upstream.isSecure {
            upstream.proxy = UpstreamProxy(forHost: upstream.host, environment: overrides.environment)
        }
        return upstream
    }

    /// Addresses in place of the URL's host, which stays the name in TLS and `Host`.
    private func places(_ node: ConfigNode) -> [UpstreamPlace] {
        guard case .sequence(let elements) = node.content, !elements.isEmpty else {
            diagnostics.error(.badValue, "`addresses` is a list of one address or more", at: node.span)
            return []
        }
        return elements.compactMap { (element) -> UpstreamPlace? in
            guard let text = element.string("addresses", diagnostics) else { return nil }
            guard let url = UpstreamURL("http://\(text)"), url.basePath.isEmpty, text.contains(":") else {
                diagnostics.error(
                    .badValue, "`\(text)` is no host and port", at: element.span,
                    help: "write 10.0.0.7:443, [2001:db8::7]:443 or name.example:443")
                return nil
            }
            return UpstreamPlace(host: url.host, port: url.port)
        }
    }

    /// `none`, or the URL of a proxy that knows no password.
    private func proxy(_ node: ConfigNode, isSecure: Bool) -> UpstreamProxy? {
        guard let text = node.string("proxy", diagnostics), text != "none" else { return nil }
        guard let proxy = UpstreamProxy(text), proxy.authorization == nil, isSecure else {
            diagnostics.error(
                .badValue,
                isSecure
                    ? "this is no URL of a proxy: http, a host, a port, and no password"
                    : "a proxy is asked for tunnels to https upstreams only",
                at: node.span, help: "a proxy with a password goes into the environment, as HTTPS_PROXY")
            return nil
        }
        return proxy
    }

    private func clientCertificate(in map: inout ConfigMapping) -> ClientCertificate? {
        guard let node = map.node("client_tls") else { return nil }
        var files = node.mapping("client_tls", diagnostics)
        let certificate = files.requiredNode("cert")
        let key = files.requiredNode("key")
        files.finish()
        guard let pair = pair(certificate, key) else { return nil }
        guard let read = try? ClientCertificate(certificate: pair.certificate, key: pair.key) else {
            report(.find(certificate: pair.certificate, key: pair.key), certificate, key)
            return nil
        }
        return read
    }

    /// The provider's key, where Sluice holds one.
    private func key(in map: inout ConfigMapping) -> UpstreamKey? {
        let secret = secret("key", in: &map)
        let hasKey = map.members.contains { ["key_env", "key_file"].contains($0.key) && !$0.value.isNull }
        guard let header = map.node("key_header") else { return secret.map { UpstreamKey($0) } }
        guard let name = header.string("key_header", diagnostics) else { return nil }
        guard ASCII.isToken(name), hasKey else {
            diagnostics.error(
                .badValue,
                hasKey
                    ? "`\(name)` is no field name" : "`key_header` says where a key goes, and there is none",
                at: header.span)
            return nil
        }
        return secret.map { UpstreamKey($0, field: FieldName(name)) }
    }

    private func read(_ node: ConfigNode?, allowsPlaintext: Bool) -> UpstreamURL? {
        guard let node, let text = node.string("url", diagnostics) else { return nil }
        guard let url = UpstreamURL(text) else {
            diagnostics.error(
                .badValue, "this is no http or https URL of a host with an optional path", at: node.span,
                help: text.contains("${")
                    ? "variables aren't filled in here; `--upstream NAME=URL` takes an address from the command line"
                    : "write it whole, as `https://api.openai.com`")
            return nil
        }
        guard url.isSecure || url.isLoopback || allowsPlaintext else {
            diagnostics.error(
                .badValue, "keys and texts would cross the network in clear", at: node.span,
                help: "write an https URL, or `plaintext: allowed` beside it where the network is trusted")
            return nil
        }
        return url
    }

    /// Certificates that are trusted beside the system's.
    private func roots(_ node: ConfigNode?) -> [NIOSSLCertificate] {
        guard let node, let text = node.string("ca_file", diagnostics) else { return [] }
        let path = resolve(text)
        guard let roots = try? NIOSSLCertificate.fromPEMFile(path), !roots.isEmpty else {
            let fault = CertificateFault.ofCertificate(path)
            diagnostics.error(
                .unreadable, fault?.description ?? "a certificate in `\(path)` is damaged", at: node.span,
                help: fault?.help)
            return []
        }
        return roots
    }
}

extension Upstream {
    fileprivate init(
        _ name: String, _ url: UpstreamURL, _ roots: [NIOSSLCertificate], _ limits: Limits,
        _ key: UpstreamKey?
    ) {
        self.init(
            name: name, host: url.host, port: url.port, isSecure: url.isSecure, basePath: url.basePath,
            trustedRoots: roots, limits: limits, key: key)
    }
}
