import SluiceRules
import SluiceWire

/// What runs, as JSON: rules, upstreams, counts.
struct StatusPage {
    let configuration: GatewayConfiguration
    let tally: Tally

    var json: String {
        let rules = configuration.rules
        let upstreams = configuration.upstreams.map { upstream in
            "{\"name\":\(upstream.name.quotedAsJSON),\"address\":\(upstream.address.quotedAsJSON)}"
        }
        let routes = configuration.routes.routes.map { route in
            "{\"name\":\(route.name.quotedAsJSON)}"
        }
        return """
            {"rules":{"count":\(rules.rules.count),"files":\(rules.files.count),"digest":"\(rules.digest)"},\
            "upstreams":[\(upstreams.joined(separator: ","))],"routes":[\(routes.joined(separator: ","))],\
            "connections":\(tally.connections),"streams_active":\(tally.activeStreams),\
            "exchanges":\(tally.exchanges.values.reduce(0, +))}

            """
    }
}
