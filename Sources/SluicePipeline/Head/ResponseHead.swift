/// The head of a response: of an upstream's, or of one of Sluice's own.
package struct ResponseHead: Sendable, Equatable {
    /// The status code.
    package var status: Int
    /// The header fields; framing fields (`Content-Length`, `Transfer-Encoding`) are the transport's.
    package var fields: HeaderFields
    /// Whether Sluice made the answer itself: its fields are then not an upstream's to be judged.
    package let isOwn: Bool

    package init(status: Int, fields: HeaderFields = HeaderFields(), isOwn: Bool = false) {
        self.status = status
        self.fields = fields
        self.isOwn = isOwn
    }
}
