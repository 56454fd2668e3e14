import SluicePipeline
package import SluiceRules

/// Reads a configuration file and checks all of it before anything is started.
///
/// Every fault is reported at its place, all of them at once. Relative paths are relative to the file.
package struct ConfigurationLoader {
    let diagnostics: Diagnostics
    let overrides: GatewayConfiguration.Overrides
    let directory: String

    /// Loads a file.
    ///
    /// - Parameters:
    ///   - path: As it was given; complaints name it so.
    ///   - bytes: The file's content.
    /// - Returns: Nil when an error was reported.
    package static func load(
        path: String, bytes: [UInt8], overrides: GatewayConfiguration.Overrides, _ diagnostics: Diagnostics
    ) -> GatewayConfiguration? {
        guard let root = YAMLDocument.read(path: path, bytes: bytes, diagnostics) else { return nil }
        let slash = path.lastIndex(of: "/")
        let directory = slash.map { String(path[...$0]) } ?? ""
        return ConfigurationLoader(diagnostics: diagnostics, overrides: overrides, directory: directory)
            .read(root, bytes)
    }

    /// The configuration that applies when no file is given.
    ///
    /// - Parameter environment: `PORT` moves the listener, `TIMEOUT` (milliseconds) is the time for the first byte.
    package static func defaults(
        environment: [String: String], overrides: GatewayConfiguration.Overrides, _ diagnostics: Diagnostics
    ) -> GatewayConfiguration? {
        let errors = diagnostics.errorCount
        var text = DefaultConfiguration.text
        if let port = number("PORT", in: environment, 0...65_535, diagnostics) {
            text = text.replacing("127.0.0.1:8080", with: "127.0.0.1:\(port)")
        }
        if let milliseconds = number("TIMEOUT", in: environment, 1...86_400_000, diagnostics) {
            text = text.replacing("600s", with: "\(milliseconds)ms")
        }
        let source = SourceFile(path: DefaultConfiguration.name, text: text)
        guard let root = YAMLDocument.read(source, diagnostics) else { return nil }
        let configuration = ConfigurationLoader(
            diagnostics: diagnostics, overrides: overrides, directory: ""
        ).read(root, Array(text.utf8))
        return diagnostics.errorCount == errors ? configuration : nil
    }

    private static func number(
        _ variable: String, in environment: [String: String], _ range: ClosedRange<Int>,
        _ diagnostics: Diagnostics
    ) -> Int? {
        guard let text = environment[variable], !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else {
            diagnostics.error(
                .badValue,
                "the environment variable \(variable) isn't a whole number from \(range.lowerBound) to \(range.upperBound)",
                help: variable == "TIMEOUT" ? "it counts milliseconds, without a unit" : nil)
            return nil
        }
        return number
    }

    private func read(_ root: ConfigNode, _ bytes: [UInt8]) -> GatewayConfiguration? {
        let began = Moment.now
        let errors = diagnostics.errorCount
        var map = root.mapping("the configuration", diagnostics)
        if let version = map.requiredNode("version", example: "1"), version.text != "1" {
            diagnostics.error(
                .version, "this release reads version 1", at: version.span, help: "write `version: 1`")
        }
        let listeners = listeners(map.node("listen"))
        let admin = admin(map.node("admin"))
        let levels = levels(map.node("moderation"))
        let rules = rules(map.node("rules"), levels: levels.names)
        let named = map.requiredNode("upstreams", example: "{ openai: { url: 'https://api.openai.com' } }")
        let upstreams = upstreams(named)
        let limits = limits(map.node("limits"))
        let chains = chains(
            default: map.requiredNode("chain", example: "[filter_request, filter_response, forward]"),
            named: map.node("chains"))
        let clientsNode = map.node("clients")
        let clientsFile = clients(clientsNode, levels: levels)
        let clients = clientsFile?.directory
        let routes = routes(
            map.requiredNode("routes", example: "[{ path: /v1/, upstream: openai }]"), upstreams: upstreams,
            declared: named?.mapping("upstreams", Diagnostics()).members.map(\.key) ?? [], levels: levels,
            chains: chains, clients: clients, rules: rules.set)
        let recording = recording(map.node("record"))
        checkNames(clients, clientsNode, routes: routes, rules: rules.set)
        checkAuthentication(clients, clientsNode, chains)
        checkPrices(clients, clientsNode, chains)
        checkOpenKeys(listeners, routes, upstreams)
        let decisionLog = decisionLog(map.node("decision_log"))
        let accessLog = accessLog(map.node("access_log"))
        let trustedProxies = trustedProxies(map.node("trusted_proxies"))
        map.finish()
        guard diagnostics.errorCount == errors, let set = rules.set, let chain = chains[""],
            let policy = levels.policy(set, floor: levels.floor, overrides: .none)
        else { return nil }
        return GatewayConfiguration(
            listeners: listeners, admin: admin.address, adminToken: admin.token,
            upstreams: upstreams.map(\.upstream),
            routes: RouteTable(routes: routes, fallback: (chain, policy)), limits: limits.client,
            drain: limits.drain, eventLoops: overrides.eventLoops, trustedProxies: trustedProxies,
            logsReceipts: decisionLog.logsReceipts, recording: recording, decisionLog: decisionLog.file,
            accessLog: accessLog, rules: set,
            sources: sources(bytes, rules, clientsFile, began: began))
    }

    private func sources(
        _ bytes: [UInt8], _ rules: Rules, _ clients: Clients?, began: Moment
    ) -> GatewayConfiguration.Sources {
        var digest = Digest()
        digest.append(bytes)
        if let clients { digest.append(clients.bytes) }
        return GatewayConfiguration.Sources(
            paths: rules.paths + (clients.map { [$0.path] } ?? []), settle: rules.settle,
            digest: digest.text, began: began)
    }

    /// Refuses a field of the format that a later release carries out.
    func refuse(_ key: String, in map: inout ConfigMapping) {
        map.ignore(key)
        guard let member = map.members.first(where: { $0.key == key }), !member.value.isNull else { return }
        diagnostics.error(
            .unsupportedField, "`\(key)` is not supported yet in this release", at: member.keySpan,
            help: "take it out; nothing is served as if it were there")
    }

    /// A path as the file means it.
    func resolve(_ path: String) -> String {
        path.hasPrefix("/") ? path : directory + path
    }
}
