package import SluicePipeline

/// A request as a tap sees it, with what is known of who asks.
package struct TappedRequest: Sendable {
    /// The head as the client sent it, the route's prefix stripped.
    package var head: RequestHead
    /// The body as the client sent it.
    package var body: [UInt8]
    /// The route's name.
    package var route: String
    /// The client's name; nil where nobody was asked who they are.
    package var client: String?
    /// The tags of the clients' file.
    package var keyTags: [String] = []
    /// The wire format, as the logs have it.
    package var dialect: String

    package init(head: RequestHead, body: [UInt8], route: String, dialect: String) {
        self.head = head
        self.body = body
        self.route = route
        self.dialect = dialect
    }
}
