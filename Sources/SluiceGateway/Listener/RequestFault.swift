import SluicePipeline

/// Why a request can't be served as it stands on the wire.
struct RequestFault: Error, Equatable {
    var refusal: Refusal
    /// The status in place of the code's own: 414, 501, 505.
    var status: Int?

    /// A fault behind which nothing of the connection can be trusted.
    init(_ message: String, code: Refusal.Code = .badRequest, status: Int? = nil) {
        self.init(Refusal(code, message, closesConnection: true), status: status)
    }

    init(_ refusal: Refusal, status: Int? = nil) {
        self.refusal = refusal
        self.status = status
    }
}
