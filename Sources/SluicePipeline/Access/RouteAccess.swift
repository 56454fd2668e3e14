/// What a route is to each client.
package struct RouteAccess: Sendable {
    /// What it is to one client.
    package enum Terms: Sendable {
        /// It may not use it.
        case refused
        /// It uses it as everybody does.
        case shared
        /// It uses it with levels and rules of its own.
        case own(RoutePolicy)
    }

    /// Who has which key.
    let directory: ClientDirectory
    private let terms: [Terms]

    /// Makes the access to a route.
    ///
    /// - Parameter terms: One for each client of the directory, in its order.
    package init(directory: ClientDirectory, terms: [Terms]) {
        self.directory = directory
        self.terms = terms
    }

    /// What the route is to a client.
    func terms(ofClient index: Int) -> Terms { terms.indices.contains(index) ? terms[index] : .refused }
}
