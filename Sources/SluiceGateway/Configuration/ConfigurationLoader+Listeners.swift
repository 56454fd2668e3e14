import NIOCore
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
        refuse("tls", in: &map)
        refuse("http2", in: &map)
        let plaintext = map.choice("plaintext", of: ["allowed"])
        let place = map.requiredNode("address")
        map.finish()
        guard let place else { return nil }
        return address(place, "address", allowsPlaintext: plaintext == "allowed")
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
    func admin(_ node: ConfigNode?) -> ListenAddress? {
        guard let node else { return nil }
        var map = node.mapping("admin", diagnostics)
        refuse("token_env", in: &map)
        let place = map.requiredNode("listen")
        map.finish()
        guard let place, let text = place.string("listen", diagnostics) else { return nil }
        guard let address = ListenAddress(text), address.isLoopback else {
            diagnostics.error(
                .badValue, "`\(text)` is no loopback address to listen at", at: place.span,
                help: "the admin port is served to this machine only; write 127.0.0.1:8081")
            return nil
        }
        return address
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
        refuse("held_bytes", in: &map)
        refuse("store", in: &map)
        map.finish()
        return (limits, drain)
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
