import SluicePipeline
import SluiceRules

/// `clients`, and what routes are to each of them.
extension ConfigurationLoader {
    /// The clients' file.
    struct Clients {
        var path: String
        var bytes: [UInt8]
        var directory: ClientDirectory
    }

    /// The file that `clients` names; nil when none is named, or it can't be read.
    func clients(_ node: ConfigNode?, levels: ModerationLevels) -> Clients? {
        guard let node, let text = node.string("clients", diagnostics) else { return nil }
        let path = resolve(text)
        guard let bytes = RuleFiles.disk.read(path) else {
            diagnostics.error(
                .unreadable, "the clients' file " + RuleFiles.disk.unreadable(path), at: node.span,
                help: "make it with `sluice keys new NAME --clients \(path)`")
            return nil
        }
        guard let root = YAMLDocument.read(path: path, bytes: bytes, diagnostics) else { return nil }
        let clients = ClientReader.clients(root, levels: levels.names, diagnostics)
        return Clients(path: path, bytes: bytes, directory: ClientDirectory(clients))
    }

    /// What a route is to each client.
    func access(
        _ clients: ClientDirectory?, path: String, levels: ModerationLevels, floor: Int,
        overrides: RuleOverrides,
        rules: RuleSet?
    ) -> RouteAccess? {
        guard let clients else { return nil }
        struct Change: Hashable {
            var floor: Int
            var rules: RuleOverrides
        }
        var policies: [Change: RoutePolicy] = [:]
        let terms = clients.clients.map { client -> RouteAccess.Terms in
            if let routes = client.terms.routes, !routes.contains(path) { return .refused }
            let change = Change(floor: max(floor, client.terms.floor), rules: client.terms.rules)
            guard change.floor > floor || change.rules != .none else { return .shared }
            let policy =
                policies[change]
                ?? levels.policy(rules, floor: change.floor, overrides: overrides.narrowed(by: change.rules))
            policies[change] = policy
            return policy.map(RouteAccess.Terms.own) ?? .refused
        }
        return RouteAccess(directory: clients, terms: terms)
    }

    /// Reports what the clients' file says of routes and rules that don't exist.
    func checkNames(_ clients: ClientDirectory?, _ node: ConfigNode?, routes: [Route], rules: RuleSet?) {
        let paths = Set(routes.map(\.prefix.text))
        for client in clients?.clients ?? [] {
            for path in client.terms.routes ?? [] where !paths.contains(path) {
                diagnostics.error(
                    .badValue, "the client `\(client.name)` has a route `\(path)` that doesn't exist",
                    at: node?.span,
                    help: "known are \(paths.sorted().map { "`\($0)`" }.joined(separator: ", "))")
            }
            for glob in rules?.globsWithoutRule(in: client.terms.rules) ?? [] {
                diagnostics.error(
                    .badValue, "no rule has an id like `\(glob)`, which the client `\(client.name)` names",
                    at: node?.span)
            }
        }
    }

    /// Reports chains that ask who somebody is where nobody is known, and clients that nobody asks for.
    func checkAuthentication(_ clients: ClientDirectory?, _ node: ConfigNode?, _ chains: [String: Chain]) {
        let asks = chains.values.contains { $0.asksWhoItIs }
        if asks, node == nil {
            diagnostics.error(
                .missingField, "a chain has `authenticate`, and no clients are configured",
                help: "write `clients: clients.yaml`, and make keys with `sluice keys new`")
        }
        if let node, !asks {
            diagnostics.error(
                .badValue, "no chain has `authenticate`, so the clients' keys would protect nothing",
                at: node.span,
                help: "put `- authenticate` into the chain")
        }
        if let client = clients?.clients.first(where: { $0.terms.limits.needsUsage }),
            chains.values.contains(where: { $0.limits && !$0.filtersResponse })
        {
            diagnostics.error(
                .badValue,
                "the client `\(client.name)` has tokens or money to spend, and a chain without `filter_response` reads no usage",
                at: node?.span)
        }
    }

    /// Reports clients whose cost is limited where no prices are known.
    func checkPrices(_ clients: ClientDirectory?, _ node: ConfigNode?, _ chains: [String: Chain]) {
        guard let client = clients?.clients.first(where: { $0.terms.limits.costPerDay != nil }),
            chains.values.contains(where: { $0.limits && !$0.knowsPrices })
        else { return }
        diagnostics.error(
            .badValue, "the client `\(client.name)` has a cost to keep to, and a `limit` has no `prices`",
            at: node?.span)
    }

    /// Reports keys of providers that everybody who reaches a listener could spend.
    func checkOpenKeys(_ listeners: [ListenAddress], _ routes: [Route], _ upstreams: [NamedUpstream]) {
        for way in OpenKey.all(listeners, routes, upstreams.map(\.upstream)) {
            diagnostics.error(
                .badValue, way.description,
                help: "put `- authenticate` into its chain, or listen at a loopback address")
        }
    }
}
