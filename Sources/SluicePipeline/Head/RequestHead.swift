/// The head of a request, its target taken apart.
package struct RequestHead: Sendable {
    /// The method, as received (`POST`).
    package var method: String
    /// The path: absolute, without query, dot segments and needless percent escapes, the route's prefix stripped
    /// where the route says so.
    package var path: String
    /// The query without its `?`, as received; nil when there is none.
    package var query: String?
    /// The header fields.
    package var fields: HeaderFields
    /// The address of the peer, without its port, as in `X-Forwarded-For`.
    package var clientAddress: String
    /// Whether the request came over TLS.
    package var isSecure: Bool

    package init(
        method: String, path: String, query: String? = nil, fields: HeaderFields = HeaderFields(),
        clientAddress: String = "127.0.0.1", isSecure: Bool = false
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.fields = fields
        self.clientAddress = clientAddress
        self.isSecure = isSecure
    }
}
