import SluiceRules

extension GatewayConfiguration {
    /// Why a configuration can't take the place of a running one.
    struct CannotAdopt: Error {
        /// What is wrong, each with the part of the configuration.
        let complaints: [String]
    }

    /// What runs after a reload: rules, routes, chains, clients and the drain time of the new configuration, everything
    /// else as it was opened at the start.
    ///
    /// - Throws: `CannotAdopt` when the new routes don't fit what is open: an upstream that isn't there yet, or a
    ///   provider's key that would lie open.
    func adopting(_ new: GatewayConfiguration) throws(CannotAdopt) -> GatewayConfiguration {
        var adopted = self
        var complaints: [String] = []
        adopted.rules = new.rules
        adopted.sources = new.sources
        adopted.sources.settle = sources.settle
        adopted.drain = new.drain
        var routes = new.routes.routes
        for index in routes.indices {
            let name = new.upstreams[routes[index].upstream].name
            guard let place = upstreams.firstIndex(where: { $0.name == name }) else {
                complaints.append(
                    "the route `\(routes[index].name)` needs the upstream `\(name)`, which only a restart opens"
                )
                continue
            }
            routes[index].upstream = place
        }
        if complaints.isEmpty {
            complaints = OpenKey.all(listeners, routes, upstreams).map {
                "until a restart, \($0.description): put `- authenticate` into its chain"
            }
        }
        guard complaints.isEmpty else { throw CannotAdopt(complaints: complaints) }
        adopted.routes = RouteTable(routes: routes, fallback: new.routes.fallback)
        return adopted
    }

    /// The fields in which another configuration differs and that only a restart takes over.
    func fieldsForRestart(in new: GatewayConfiguration) -> [String] {
        var fields: [String] = []
        if listeners != new.listeners { fields.append("listen") }
        if admin != new.admin || adminToken != new.adminToken { fields.append("admin") }
        for upstream in new.upstreams where !upstreams.contains(upstream) {
            fields.append("upstreams.\(upstream.name)")
        }
        for upstream in upstreams where !new.upstreams.contains(where: { $0.name == upstream.name }) {
            fields.append("upstreams.\(upstream.name)")
        }
        if limits != new.limits { fields.append("limits") }
        if trustedProxies != new.trustedProxies { fields.append("trusted_proxies") }
        if sources.settle != new.sources.settle { fields.append("rules.watch") }
        if recording != new.recording { fields.append("record") }
        if decisionLog != new.decisionLog || logsReceipts != new.logsReceipts {
            fields.append("decision_log")
        }
        if accessLog != new.accessLog { fields.append("access_log") }
        return fields
    }
}
