import SluicePipeline

/// From a checked head to the exchange of a route.
extension ExchangeClient {
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
            refusal = Refusal(
                .routeNotFound,
                "No route serves this path. Check the base URL: some clients want it with /v1 at its end, some without."
            )
        }
        if passed.closesConnection { closeBehindAnswer() }
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

    /// Answers a request that has no valid head.
    func refuse(_ refusal: Refusal, status: Int? = nil, of head: ReceivedHead? = nil) {
        let path = head.map { String($0.target.prefix { $0 != "?" }) } ?? "/"
        let received = RequestHead(
            method: head?.method ?? "GET", path: path, fields: HeaderFields(head?.lines.all ?? []),
            clientAddress: clientAddress)
        let active = ActiveExchange(unrouted: received, on: self)
        exchange = active
        if refusal.closesConnection { closeBehindAnswer() }
        active.refuse(refusal, status: status)
    }
}
