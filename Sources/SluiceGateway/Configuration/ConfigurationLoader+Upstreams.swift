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
        var map = node.mapping(name, diagnostics)
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
        let url = isEmbedded ? map.node("url") : map.requiredNode("url")
        map.finish()
        if let override = overrides.upstreams.last(where: { $0.name == name }) {
            guard let url = UpstreamURL(override.url) else {
                diagnostics.error(.badValue, "`\(override.url)` is no http or https URL for `\(name)`")
                return nil
            }
            return Upstream(name, url, roots, limits, key)
        }
        if isEmbedded {
            if let url {
                diagnostics.error(.badValue, "an embedded upstream has no `url`", at: url.span)
            }
            return Upstream(
                name: name, host: "127.0.0.1", port: 0, isSecure: false, isEmbedded: true, limits: limits)
        }
        return read(url, allowsPlaintext: plaintext != nil).map { Upstream(name, $0, roots, limits, key) }
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
                help: "write it whole, as `https://api.openai.com`")
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
        guard let roots = try? NIOSSLCertificate.fromPEMFile(resolve(text)), !roots.isEmpty else {
            diagnostics.error(
                .unreadable, "there is no PEM file with certificates at this path", at: node.span)
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
