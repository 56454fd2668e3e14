/// For which exchanges an exception counts: `where` of a rule file.
///
/// Each field is a list of globs of which one has to fit; every field that is named has to. What isn't known of an
/// exchange fits nothing, so that an exception never counts for want of knowledge.
package struct OriginTest: Sendable, Hashable {
    /// Globs over the route's name.
    package var routes: [String]?
    /// Globs over the client's name.
    package var clients: [String]?
    /// Globs over the client's tags, of which one has to fit.
    package var keyTags: [String]?
    /// Globs over the models that the request asks for: each of them has to fit one.
    package var models: [String]?

    package init(
        routes: [String]? = nil, clients: [String]? = nil, keyTags: [String]? = nil, models: [String]? = nil
    ) {
        self.routes = routes
        self.clients = clients
        self.keyTags = keyTags
        self.models = models
    }

    /// Whether it asks for nothing.
    var isEmpty: Bool { self == OriginTest() }

    /// Whether the exception counts for an exchange.
    package func holds(for origin: Origin) -> Bool {
        Self.fits(routes, [origin.route].compactMap(\.self))
            && Self.fits(clients, [origin.client].compactMap(\.self))
            && (keyTags.map { globs in origin.keyTags.contains { Self.fits(globs, [$0]) } } ?? true)
            && Self.fits(models, origin.models)
    }

    /// Whether each name fits a glob, and there is one.
    private static func fits(_ globs: [String]?, _ names: [String]) -> Bool {
        guard let globs else { return true }
        return !names.isEmpty
            && names.allSatisfy { name in globs.contains { Glob.matches($0, name) } }
    }
}
