/// What a client is told when Sluice answers in place of the provider.
///
/// Never holds what a user or a model wrote, a key or an address.
package struct Notice: Sendable, Equatable {
    /// The HTTP status; in a stream that has begun, the one it would have had.
    package var status: Int

    /// The stable machine-readable reason, `content_filter` or `upstream_closed`.
    package var code: String

    /// One sentence for the client's developer.
    package var message: String

    /// The identifier of the exchange, by which the operator finds rule and line.
    package var eventID: String

    /// The parameter of the request that is at fault, if one is.
    package var param: String?

    /// Makes a notice.
    package init(status: Int, code: String, message: String, eventID: String, param: String? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.eventID = eventID
        self.param = param
    }
}
