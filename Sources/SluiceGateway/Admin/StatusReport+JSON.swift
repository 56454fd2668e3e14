import SluicePipeline
import SluiceRules
import SluiceWire

extension StatusReport {
    /// The report as JSON; members are added in later versions, never renamed.
    var json: String {
        let configuration = state.configuration
        let rules = configuration.rules
        let upstreams = configuration.upstreams.map { upstream in
            "{\"name\":\(upstream.name.quotedAsJSON),\"address\":\(upstream.address.quotedAsJSON)}"
        }
        let routes = configuration.routes.routes.map { "{\"name\":\($0.name.quotedAsJSON)}" }
        let certificates = certificates.map {
            """
            {"listener":"\($0.listener)","expires":"\($0.expires.text)","broken":\($0.isBroken)}
            """
        }
        return """
            {"state":"\(isDraining ? "draining" : "serving")",\
            "troubles":[\(troubles.map { "\"\($0.rawValue)\"" }.joined(separator: ","))],\
            "started":"\(started.text)","uptime_seconds":\(uptime),\
            "rules":{"count":\(rules.rules.count),"files":\(rules.files.count),"digest":"\(rules.digest)",\
            "in_force_since":"\(state.since.text)"},\
            "last_reload":\(state.last?.json ?? "null"),\
            "certificates":[\(certificates.joined(separator: ","))],\
            "upstreams":[\(upstreams.joined(separator: ","))],"routes":[\(routes.joined(separator: ","))],\
            "connections":\(tally.connections),"exchanges_open":\(tally.openExchanges),\
            "streams_active":\(tally.activeStreams),"exchanges":\(ended)}
            """
    }
}
