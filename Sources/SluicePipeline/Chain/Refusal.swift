/// Why an exchange is refused: becomes an error answer in the client's dialect.
///
/// Neither code nor message ever holds what the user wrote, a key or an address.
package struct Refusal: Error, Sendable, Equatable {
    /// The stable machine-readable reasons (faults.md's list); the raw value is the `code` in the answer.
    package enum Code: String, Sendable, CaseIterable {
        case badRequest = "bad_request"
        case contentFilter = "content_filter"
        case endpointRefused = "endpoint_refused"
        case expiredKey = "expired_api_key"
        case headerTooLarge = "header_too_large"
        case `internal` = "internal"
        case invalidJSON = "invalid_json"
        case invalidKey = "invalid_api_key"
        case methodNotAllowed = "method_not_allowed"
        case missingCredentials = "missing_credentials"
        case modelNotAllowed = "model_not_allowed"
        case overloaded = "overloaded"
        case quotaExceeded = "insufficient_quota"
        case rateLimited = "rate_limit_exceeded"
        case realtimeRefused = "realtime_refused"
        case requestTimeout = "request_timeout"
        case requestTooLarge = "request_too_large"
        case responseUninspectable = "response_uninspectable"
        case routeNotAllowed = "route_not_allowed"
        case routeNotFound = "route_not_found"
        case shuttingDown = "shutting_down"
        case storedTextRefused = "stored_text_refused"
        case tokenPromptRefused = "token_prompt_refused"
        case unknownEndpoint = "unknown_endpoint"
        case unsupportedEncoding = "unsupported_encoding"
        case unsupportedMediaType = "unsupported_media_type"
        case upstreamClosed = "upstream_closed"
        case upstreamInvalid = "upstream_invalid"
        case upstreamTimeout = "upstream_timeout"
        case upstreamTLSError = "upstream_tls_error"
        case upstreamUnreachable = "upstream_unreachable"

        /// The status that goes with the code.
        package var status: Int {
            switch self {
            case .badRequest, .contentFilter, .invalidJSON, .storedTextRefused, .tokenPromptRefused: 400
            case .expiredKey, .invalidKey: 401
            case .endpointRefused, .missingCredentials, .modelNotAllowed, .realtimeRefused, .routeNotAllowed:
                403
            case .routeNotFound, .unknownEndpoint: 404
            case .methodNotAllowed: 405
            case .requestTimeout: 408
            case .requestTooLarge: 413
            case .unsupportedEncoding, .unsupportedMediaType: 415
            case .quotaExceeded, .rateLimited: 429
            case .headerTooLarge: 431
            case .internal: 500
            case .responseUninspectable, .upstreamClosed, .upstreamInvalid, .upstreamTLSError,
                .upstreamUnreachable:
                502
            case .overloaded, .shuttingDown: 503
            case .upstreamTimeout: 504
            }
        }
    }

    /// The reason.
    package var code: Code
    /// One sentence for the client's developer: what is wrong and what to do.
    package var message: String
    /// A rule's own code, in place of `content_filter`'s generic one, where its author gave one.
    package var reason: String?
    /// What a reader is told in place of text that is withheld, where an operator wrote something.
    package var text: String?
    /// Header fields that the answer has beside those of every refusal.
    package var fields = HeaderFields()
    /// Whether the connection is closed behind the answer.
    package var closesConnection: Bool

    package init(
        _ code: Code, _ message: String, reason: String? = nil, text: String? = nil,
        closesConnection: Bool = false
    ) {
        self.code = code
        self.message = message
        self.reason = reason
        self.text = text
        self.closesConnection = closesConnection
    }
}
