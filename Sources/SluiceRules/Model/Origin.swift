/// Where an exchange comes from, as far as exceptions of rules ask for it.
package struct Origin: Sendable, Hashable {
    /// The name of the route, as the logs have it.
    package var route: String?
    /// The client's name; nil where nobody was asked who they are.
    package var client: String?
    /// The tags that the clients' file gives the client.
    package var keyTags: [String]
    /// The models that the request asks for; empty where it names none.
    package var models: [String]

    package init(
        route: String? = nil, client: String? = nil, keyTags: [String] = [], models: [String] = []
    ) {
        self.route = route
        self.client = client
        self.keyTags = keyTags
        self.models = models
    }
}
