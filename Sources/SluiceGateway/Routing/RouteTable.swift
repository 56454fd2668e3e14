import NIOCore
package import SluicePipeline
import SluiceRules

/// The routes in their order: the first that fits takes the request.
package struct RouteTable: Sendable {
    /// What a look-up finds.
    enum Found {
        /// This route takes it.
        case route(Int)
        /// A route would take the path, but the request lacks the header field that tells which.
        case missingField
        /// No route claims the path.
        case none
    }

    package let routes: [Route]
    /// Stages and rules of requests that no route claims.
    package let fallback: (chain: Chain, policy: RoutePolicy)

    package init(routes: [Route], fallback: (chain: Chain, policy: RoutePolicy)) {
        self.routes = routes
        self.fallback = fallback
    }

    /// The rules of all routes.
    var rules: RuleSet? { fallback.policy.rules }

    /// The shortest time after which any of them keeps a silent stream alive.
    var shortestKeepalive: TimeAmount? {
        routes.compactMap(\.chain.keepalive).min().map { TimeAmount($0) }
    }

    /// The route of a request.
    ///
    /// - Parameter isPreflight: A CORS preflight carries no credentials, so its fields say nothing.
    func find(_ head: RequestHead, isPreflight: Bool) -> Found {
        var isClaimed = false
        for index in routes.indices where routes[index].prefix.claims(head.path) {
            guard let field = routes[index].requiredField, !isPreflight else { return .route(index) }
            if head.fields.contains(field) { return .route(index) }
            isClaimed = true
        }
        return isClaimed ? .missingField : .none
    }
}
