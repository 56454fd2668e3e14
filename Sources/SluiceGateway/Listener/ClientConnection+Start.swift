import SluicePipeline

/// From a checked head to the exchange of a route.
extension ClientConnection {
    /// Finds the route and begins the exchange.
    func start(_ passed: HeadCheck.Passed) {
        var received = passed.head
        believeProxy(&received)
        let table = loop.routes
        var route = -1
        var refusal: Refusal?
        switch table.find(received, isPreflight: received.isPreflight) {
        case .route(let index):
            route = index
            if table.routes[index].stripsPrefix {
                received.path = table.routes[index].prefix.strip(received.path)
            }
        case .missingField:
            refusal = Refusal(
                .missingCredentials, "Send the provider's key, as Authorization, x-api-key or x-goog-api-key."
            )
        case .none:
            refusal = Refusal(.routeNotFound, "No route serves this path.")
        }
        if passed.closesConnection { phase = .closing }
        let active = ActiveExchange(passed, route: route, received: received, on: self)
        exchange = active
        if loop.isDraining {
            active.refuse(
                Refusal(.shuttingDown, "The service is restarting; try again.", closesConnection: true))
        } else if loop.core.logs.refusesExchanges {
            active.refuse(Refusal(.overloaded, "What becomes of requests can't be noted now; try again."))
        } else if let refusal {
            active.admit(orRefuse: refusal)
        } else {
            active.admit()
        }
    }
}
