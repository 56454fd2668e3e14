/// The head of a response: of an upstream's, or of one of Sluice's own.
package struct ResponseHead: Sendable, Equatable {
    /// The status code.
    package var status: Int
    /// The header fields; framing fields (`Content-Length`, `Transfer-Encoding`) are the transport's.
    package var fields: HeaderFields

    package init(status: Int, fields: HeaderFields = HeaderFields()) {
        self.status = status
        self.fields = fields
    }
}
