package import SluicePipeline

/// What becomes of the requests to a part of the paths.
package struct Route: Sendable {
    /// The name in metrics and logs: the path as it stands in the configuration, and the header that is asked for.
    package let name: String
    let prefix: PathPrefix
    /// The header field that a request has to carry, if one is asked for.
    let requiredField: FieldName?
    /// Whether the prefix is taken off before the request is forwarded.
    let stripsPrefix: Bool
    /// The upstream's place in the configuration.
    var upstream: Int
    /// The stages.
    package let chain: Chain
    /// Levels and rules.
    package let policy: RoutePolicy

    init(
        prefix: String, requiredField: FieldName? = nil, stripsPrefix: Bool = false, upstream: Int,
        chain: Chain, policy: RoutePolicy
    ) {
        self.name = requiredField.map { "\(prefix) (\($0))" } ?? prefix
        self.prefix = PathPrefix(prefix)
        self.requiredField = requiredField
        self.stripsPrefix = stripsPrefix
        self.upstream = upstream
        self.chain = chain
        self.policy = policy
    }
}
