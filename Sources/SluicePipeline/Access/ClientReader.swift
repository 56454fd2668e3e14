package import SluiceRules

/// Reads a clients' file; every fault is reported at its place, all of them at once.
package struct ClientReader {
    private let levels: [String]?
    private let diagnostics: Diagnostics

    private init(levels: [String]?, _ diagnostics: Diagnostics) {
        self.levels = levels
        self.diagnostics = diagnostics
    }

    /// The clients of a file, in its order.
    ///
    /// - Parameter levels: The names of the moderation levels; nil takes any.
    /// - Returns: What could be read; it is of use only when no error was reported.
    package static func clients(_ root: ConfigNode, levels: [String]?, _ diagnostics: Diagnostics) -> [Client]
    {
        var map = root.mapping("the clients' file", diagnostics)
        if let version = map.requiredNode("version"), version.text != "1" {
            diagnostics.error(.version, "this release reads version 1", at: version.span)
        }
        let list = map.node("clients")
        map.finish()
        guard let list else { return [] }
        let reader = ClientReader(levels: levels, diagnostics)
        var names = list.mapping("clients", diagnostics)
        let clients = names.members.compactMap { member -> Client? in
            guard Self.isName(member.key) else {
                diagnostics.error(
                    .badValue, "`\(member.key)` is no name for a client", at: member.keySpan,
                    help: "use up to 64 letters, digits and `. _ - @`")
                return nil
            }
            guard let node = names.node(member.key) else {
                return Client(name: member.key, terms: Client.Terms())
            }
            return Client(name: member.key, terms: reader.terms(node, of: member.key))
        }
        reader.checkDigests(clients, list)
        return clients
    }

    /// Whether a text may name a client: it stands in logs and metrics as it is.
    package static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || "._-@".utf8.contains($0) }
    }

    private func terms(_ node: ConfigNode, of name: String) -> Client.Terms {
        var map = node.mapping(name, diagnostics)
        var terms = Client.Terms()
        terms.keys = (map.elements("keys") ?? []).compactMap(key)
        terms.routes = map.stringList("routes")
        terms.models = map.stringList("models")
        if var moderation = map.mapping("moderation") {
            terms.floor = floor(&moderation)
            moderation.finish()
        }
        if var rules = map.mapping("rules") {
            terms.rules = RuleOverrides(
                enable: rules.stringList("enable") ?? [], disable: rules.stringList("disable") ?? [],
                shadow: rules.stringList("shadow") ?? [])
            rules.finish()
        }
        if var limits = map.mapping("limits") {
            terms.limits = RequestLimits(&limits)
            limits.finish()
        }
        terms.expires = moment("expires", in: &map)
        terms.tags = map.stringList("tags") ?? []
        map.finish()
        return terms
    }

    private func floor(_ map: inout ConfigMapping) -> Int {
        guard let levels else {
            map.ignore("floor")
            return 0
        }
        return map.choice("floor", of: levels).flatMap(levels.firstIndex) ?? 0
    }

    private func key(_ node: ConfigNode) -> Client.Key? {
        var map = node.mapping("key", diagnostics)
        let hash = map.requiredNode("hash")
        let created = map.string("created")
        let expires = moment("expires", in: &map)
        map.finish()
        guard let hash, let text = hash.string("hash", diagnostics) else { return nil }
        guard let digest = KeyDigest(text) else {
            diagnostics.error(
                .badValue, "`hash` has to be `sha256:` and 64 hexadecimal digits", at: hash.span,
                help: "let `sluice keys new NAME` make the key; the key itself doesn't belong in this file")
            return nil
        }
        return Client.Key(digest: digest, created: created, expires: expires, line: node.line)
    }

    private func moment(_ key: String, in map: inout ConfigMapping) -> Moment? {
        guard let node = map.node(key), let text = node.string(key, diagnostics) else { return nil }
        guard let moment = Moment(text) else {
            diagnostics.error(
                .badValue, "`\(text)` is no date", at: node.span,
                help: "write `2026-12-31`, the last day, or `2026-12-31T18:00:00Z`")
            return nil
        }
        return moment
    }

    private func checkDigests(_ clients: [Client], _ list: ConfigNode) {
        var owners: [KeyDigest: String] = [:]
        for client in clients {
            for key in client.terms.keys {
                if let owner = owners[key.digest] {
                    diagnostics.error(
                        .badValue,
                        "the key \(key.digest.shortName) is both `\(owner)`'s and `\(client.name)`'s",
                        at: SourceSpan(source: list.source, line: key.line, column: 1))
                }
                owners[key.digest] = client.name
            }
        }
    }
}
