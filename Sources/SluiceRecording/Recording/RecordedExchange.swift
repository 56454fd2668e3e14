package import SluicePipeline

/// A request and the response that a provider gave to it, both whole.
package struct RecordedExchange: Sendable {
    /// What was asked.
    package struct Request: Sendable {
        /// The method, `POST`.
        package var method: String
        /// The path without host and query.
        package var path: String
        /// The query without its `?`; nil when there is none.
        package var query: String?
        /// The header fields; framing fields (`Content-Length`, `Transfer-Encoding`) are not among them.
        package var fields: HeaderFields
        /// The body, its content coding taken off.
        package var body: [UInt8]

        package init(
            method: String = "POST", path: String, query: String? = nil,
            fields: HeaderFields = HeaderFields(), body: [UInt8]
        ) {
            self.method = method
            self.path = path
            self.query = query
            self.fields = fields
            self.body = body
        }
    }

    /// What was answered.
    package struct Response: Sendable {
        /// The status code.
        package var status: Int
        /// The header fields; framing fields and `Content-Encoding` are not among them.
        package var fields: HeaderFields
        /// The body, its content coding taken off.
        package var body: [UInt8]

        package init(status: Int = 200, fields: HeaderFields = HeaderFields(), body: [UInt8]) {
            self.status = status
            self.fields = fields
            self.body = body
        }

        /// Whether the body is a stream of events.
        package var isEventStream: Bool {
            fields[.contentType]?.lowercased().hasPrefix("text/event-stream") ?? false
        }
    }

    /// What to call the exchange in a report: its file, and its number there when it is one of several.
    package var name: String
    /// What was asked.
    package var request: Request
    /// What was answered.
    package var response: Response
    /// The route that it came in by; nil where nobody knows it.
    package var route: String?

    package init(name: String, request: Request, response: Response, route: String? = nil) {
        self.route = route
        self.name = name
        self.request = request
        self.response = response
    }
}
