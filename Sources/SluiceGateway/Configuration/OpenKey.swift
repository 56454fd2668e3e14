import SluicePipeline

/// A way by which everybody who reaches a listener could spend the key of a provider.
struct OpenKey: CustomStringConvertible {
    let listener: ListenAddress
    let route: Route
    let upstream: Upstream

    /// All ways that these listeners, routes and upstreams leave open, by the first listener that others reach.
    static func all(_ listeners: [ListenAddress], _ routes: [Route], _ upstreams: [Upstream]) -> [OpenKey] {
        guard let listener = listeners.first(where: { !$0.isLoopback }) else { return [] }
        return routes.compactMap { route in
            let upstream = upstreams[route.upstream]
            guard !route.chain.asksWhoItIs, upstream.key != nil else { return nil }
            return OpenKey(listener: listener, route: route, upstream: upstream)
        }
    }

    var description: String {
        "everybody who reaches \(listener) could spend the key of `\(upstream.name)` by the route `\(route.name)`"
    }
}
