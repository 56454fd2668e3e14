import SluicePipeline
import SluiceRules

/// `chain`, `chains` and `routes`.
extension ConfigurationLoader {
    /// The chains by name; the one under the empty name is the default.
    func chains(default node: ConfigNode?, named: ConfigNode?) -> [String: Chain] {
        var chains: [String: Chain] = [:]
        if let node { chains[""] = ChainBuilder.chain(node, diagnostics) }
        guard let named else { return chains }
        var map = named.mapping("chains", diagnostics)
        for name in map.members.map(\.key) {
            if let node = map.node(name) { chains[name] = ChainBuilder.chain(node, diagnostics) }
        }
        return chains
    }

    /// The routes, in the order of the file.
    ///
    /// - Parameter declared: The names of all upstreams, also of those with a fault.
    func routes(
        _ node: ConfigNode?, upstreams: [NamedUpstream], declared: [String], levels: ModerationLevels,
        chains: [String: Chain], clients: ClientDirectory?, rules: RuleSet?
    ) -> [Route] {
        let elements = node?.elements("routes", diagnostics) ?? []
        if let node, elements.isEmpty {
            diagnostics.error(
                .badValue, "without a route nothing is served", at: node.span,
                help: "name one: `routes: [{ path: /v1/, upstream: openai }]`")
        }
        return elements.compactMap { element in
            var map = element.mapping("route", diagnostics)
            let path = path(map.requiredNode("path", example: "/v1/"))
            let strips = map.bool("strip_prefix") ?? false
            let names = upstreams.map(\.name)
            let upstream = map.requiredNode("upstream", example: declared.first)?.choice(
                "upstream", of: declared, diagnostics)
            let field = requiredField(map.node("when"))
            let chainName = map.node("chain")?.choice(
                "chain", of: chains.keys.filter { !$0.isEmpty }.sorted(), diagnostics)
            let floor = floor(map.node("moderation"), levels)
            let overrides = overrides(map.node("rules"), rules)
            map.finish()
            if let path, !strips, let named = upstreams.first(where: { $0.name == upstream }) {
                warnOfDoubling(path, named, at: element.headSpan)
            }
            guard let path, let upstream, let index = names.firstIndex(of: upstream),
                let chain = chains[chainName ?? ""],
                let policy = levels.policy(
                    rules, floor: floor, overrides: overrides,
                    access: access(
                        clients, path: path, levels: levels, floor: floor, overrides: overrides, rules: rules)
                )
            else { return nil }
            return Route(
                prefix: path, requiredField: field, stripsPrefix: strips, upstream: index, chain: chain,
                policy: policy)
        }
    }

    /// Warns where the upstream's URL and the route both bring the version: `/v1` and `/v1/` make `/v1/v1/`.
    private func warnOfDoubling(_ path: String, _ named: NamedUpstream, at span: SourceSpan) {
        let base = named.upstream.basePath
        guard !base.isEmpty, path.hasPrefix(base + "/") else { return }
        diagnostics.warning(
            .badValue, "requests for `\(path)` go to `\(base)\(path)` of `\(named.name)`", at: span,
            help: "take `\(base)` off the upstream's `url`: the path of a request is put behind it")
    }

    private func path(_ node: ConfigNode?) -> String? {
        guard let node, let text = node.string("path", diagnostics) else { return nil }
        guard !text.hasSuffix("*") else {
            diagnostics.error(
                .badValue, "`\(text)`: a path is the beginning of paths already, and knows no `*`",
                at: node.span,
                help: "write `\(text.prefix { $0 != "*" })`")
            return nil
        }
        guard let target = try? RequestTarget(text), target.path == text, target.query == nil else {
            diagnostics.error(
                .badValue, "`\(text)` is no path that a request could have", at: node.span,
                help: "begin it with `/`, without escapes, query and empty or dot segments")
            return nil
        }
        return text
    }

    private func requiredField(_ node: ConfigNode?) -> FieldName? {
        guard let node else { return nil }
        var map = node.mapping("when", diagnostics)
        let name = map.requiredString("header")
        map.finish()
        return name.map { FieldName($0) }
    }

    /// A route may raise the floor; it can't lower it.
    private func floor(_ node: ConfigNode?, _ levels: ModerationLevels) -> Int {
        guard let node else { return levels.floor }
        var map = node.mapping("moderation", diagnostics)
        let name = map.choice("floor", of: levels.names)
        map.finish()
        return max(levels.floor, name.flatMap(levels.names.firstIndex) ?? levels.floor)
    }

    private func overrides(_ node: ConfigNode?, _ rules: RuleSet?) -> RuleOverrides {
        guard let node else { return .none }
        var map = node.mapping("rules", diagnostics)
        var overrides = RuleOverrides()
        overrides.enable = map.stringList("enable") ?? []
        overrides.disable = map.stringList("disable") ?? []
        overrides.shadow = map.stringList("shadow") ?? []
        map.finish()
        for glob in rules?.globsWithoutRule(in: overrides) ?? [] {
            diagnostics.error(
                .badValue, "no rule has an id like `\(glob)`", at: node.span,
                help: "take it out, or write it as the rules' files have it")
        }
        return overrides
    }
}
