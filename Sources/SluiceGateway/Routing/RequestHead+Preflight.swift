import SluicePipeline

extension RequestHead {
    private static let requestedMethod: FieldName = "access-control-request-method"

    /// Whether a browser asks with it what it may send (CORS-preflight request of the Fetch standard).
    var isPreflight: Bool {
        method == "OPTIONS" && fields.contains(.origin) && fields.contains(Self.requestedMethod)
    }
}
