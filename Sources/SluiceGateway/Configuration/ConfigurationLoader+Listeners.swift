import NIOCore
import SluicePipeline
import SluiceRules

/// `listen`, `admin` and `limits`.
extension ConfigurationLoader {
    /// Where clients connect: one address, or a list of addresses and mappings.
    func listeners(_ node: ConfigNode?) -> [ListenAddress] {
        guard overrides.listen.isEmpty else { return overridden() }
        guard let node else { return [ListenAddress(host: "127.0.0.1", port: 8080)] }
        guard case .sequence(let elements) = node.content else {
            return listener(node).map { [$0] } ?? []
        }
        if elements.isEmpty {
            diagnostics.error(.badValue, "`listen` names no address", at: node.span)
        }
        return elements.compactMap(listener)
    }

    /// The command line's addresses: one that others reach needs the word that only a file can say.
    private func overridden() -> [ListenAddress] {
        overrides.listen.compactMap { (text: String) -> ListenAddress? in
            guard let address = ListenAddress(text) else {
                diagnostics.error(
                    .badValue, "`\(text)` is no address to listen at",
                    help: "write an IP address and a port, such as 127.0.0.1:8080")
                return nil
            }
            guard address.isLoopback else {
                diagnostics.error(
                    .badValue,
                    "`\(text)` is reachable from other machines, and keys would cross the network in clear",
                    help:
                        "write `listen: { address: \"\(text)\", plaintext: allowed }` in a configuration file"
                )
                return nil
            }
            return address
        }
    }

    private func listener(_ node: ConfigNode) -> ListenAddress? {
        guard case .mapping = node.content else { return address(node, "listen", allowsPlaintext: false) }
        var map = node.mapping("listen", diagnostics)
        let tlsNode = map.node("tls")
        var tls = tlsNode.flatMap(tls)
        let http2 = map.node("http2").flatMap(http2)
        tls?.offersHTTP2 = http2 != nil
        let plaintext = map.choice("plaintext", of: ["allowed"])
        let place = map.requiredNode("address")
        map.finish()
        guard let place else { return nil }
        var address = address(
            place, "address", allowsPlaintext: plaintext == "allowed" || tlsNode != nil)
        address?.tls = tls
        address?.http2 = http2
        return address
    }

    /// `true`, or the bounds of a connection; nil for `false`.
    private func http2(_ node: ConfigNode) -> HTTP2Options? {
        guard case .mapping = node.content else {
            return node.bool("http2", diagnostics) == true ? HTTP2Options() : nil
        }
        var options = HTTP2Options()
        var map = node.mapping("http2", diagnostics)
        if let streams = map.int("streams", in: 1...10_000) { options.streams = streams }
        if let resets = map.int("resets", in: 1...1_000_000) { options.resets = resets }
        if let window = time("reset_window", in: &map) { options.resetWindow = window }
        map.finish()
        return options
    }

    /// The certificate of a listener, which has to be of use now.
    private func tls(_ node: ConfigNode) -> ListenerTLS.Options? {
        var map = node.mapping("tls", diagnostics)
        let certificate = map.requiredNode("cert")
        let key = map.requiredNode("key")
        let version = map.choice("min_version", of: ["1.2", "1.3"])
        map.finish()
        guard let pair = pair(certificate, key) else { return nil }
        var options = ListenerTLS.Options(certificate: pair.certificate, key: pair.key)
        options.needsTLS13 = version == "1.3"
        guard (try? options.context()) != nil else {
            report(.find(certificate: pair.certificate, key: pair.key), certificate, key)
            return nil
        }
        return options
    }

    /// The paths of a certificate and its key.
    func pair(_ certificate: ConfigNode?, _ key: ConfigNode?) -> (certificate: String, key: String)? {
        let certificate = certificate?.string("cert", diagnostics)
        let key = key?.string("key", diagnostics)
        guard let certificate, let key else { return nil }
        return (resolve(certificate), resolve(key))
    }

    /// Says which of the two files can't be used, at its place.
    func report(_ fault: CertificateFault, _ certificate: ConfigNode?, _ key: ConfigNode?) {
        let node = fault.file == .certificate ? certificate : key
        diagnostics.error(.unreadable, fault.description, at: node?.span, help: fault.help)
    }

    private func address(_ node: ConfigNode, _ name: String, allowsPlaintext: Bool) -> ListenAddress? {
        guard let text = node.string(name, diagnostics) else { return nil }
        guard let address = ListenAddress(text) else {
            diagnostics.error(
                .badValue, "`\(text)` is no address to listen at", at: node.span,
                help: "write an IP address and a port, such as 127.0.0.1:8080")
            return nil
        }
        guard address.isLoopback || allowsPlaintext else {
            diagnostics.error(
                .badValue,
                "`\(text)` is reachable from other machines, and keys would cross the network in clear",
                at: node.span,
                help:
                    "put a proxy with TLS in front, and write `{ address: \"\(text)\", plaintext: allowed }`")
            return nil
        }
        return address
    }

    /// Where health and metrics are served.
    ///
    /// Off loopback they need a token; on loopback its variable may be unset, and then none is asked for.
    func admin(_ node: ConfigNode?) -> (address: ListenAddress?, token: KeyDigest?) {
        guard let node else { return (nil, nil) }
        var map = node.mapping("admin", textAs: "listen", diagnostics)
        let place = map.requiredNode("listen")
        let text = place?.string("listen", diagnostics)
        let address = text.flatMap { ListenAddress($0) }
        let token = secret("token", in: &map, isOptional: address?.isLoopback ?? true)
        map.finish()
        guard let place, let text else { return (nil, nil) }
        guard let address, address.path == nil else {
            diagnostics.error(
                .badValue, "`\(text)` is no address to listen at", at: place.span,
                help: "write an IP address and a port, such as 127.0.0.1:8081")
            return (nil, nil)
        }
        if !address.isLoopback, token == nil, !map.members.contains(where: { $0.key.hasPrefix("token_") }) {
            diagnostics.error(
                .badValue, "`\(text)` is no loopback address, and the admin port asks for no token",
                at: place.span, help: "write 127.0.0.1:8081, or name a token's variable with `token_env`")
        }
        return (address, token.map { KeyDigest(of: $0.utf8) })
    }

    /// What bounds clients.
    func limits(_ node: ConfigNode?) -> (client: ClientLimits, drain: Duration) {
        var limits = ClientLimits()
        var drain = Duration.seconds(30)
        guard let node else { return (limits, drain) }
        var map = node.mapping("limits", diagnostics)
        if let connections = map.int("connections", in: 1...1_000_000) { limits.connections = connections }
        if let time = time("header_timeout", in: &map) { limits.head = time }
        if let time = time("body_timeout", in: &map) { limits.bodyIdle = time }
        if let time = time("keep_alive_timeout", in: &map) { limits.keepAlive = time }
        if let time = time("send_timeout", in: &map) { limits.sendIdle = time }
        if let duration = map.duration("drain") { drain = duration }
        if let held = map.node("held_bytes"), let bytes = held.byteCount("held_bytes", diagnostics) {
            if bytes < 1 << 20 {
                diagnostics.error(.badValue, "`held_bytes` has to be at least 1MiB", at: held.span)
            }
            limits.heldBytes = bytes
        }
        limits.storePath = storePath(map.node("store"))
        map.finish()
        return (limits, drain)
    }

    /// The file of `sqlite:PATH`; nil for `memory`.
    private func storePath(_ node: ConfigNode?) -> String? {
        guard let node, let text = node.string("store", diagnostics), text != "memory" else { return nil }
        let path = text.dropFirst(7)
        guard text.hasPrefix("sqlite:"), !path.isEmpty else {
            diagnostics.error(
                .badValue, "`\(text)` is no store", at: node.span, help: "write `memory` or `sqlite:PATH`")
            return nil
        }
        return resolve(String(path))
    }

    /// A time that is longer than nothing.
    func time(_ key: String, in map: inout ConfigMapping) -> TimeAmount? {
        guard let node = map.node(key), let duration = node.duration(key, diagnostics) else { return nil }
        guard duration > .zero, duration <= .seconds(86_400) else {
            diagnostics.error(.badValue, "`\(key)` has to be between 1ms and 1d", at: node.span)
            return nil
        }
        return TimeAmount(duration)
    }
}
