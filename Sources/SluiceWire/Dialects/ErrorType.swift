/// The `type` of an error object, by the status that goes with it.
enum ErrorType {
    /// OpenAI's words.
    static func openAI(_ status: Int) -> StaticString {
        status > 500 ? "server_error" : common(status)
    }

    /// Anthropic's words.
    static func anthropic(_ status: Int) -> StaticString {
        switch status {
        case 503, 529: "overloaded_error"
        case 504: "timeout_error"
        default: common(status)
        }
    }

    /// Google's words (google.rpc.Code).
    static func google(_ status: Int) -> StaticString {
        switch status {
        case 401: "UNAUTHENTICATED"
        case 403: "PERMISSION_DENIED"
        case 404: "NOT_FOUND"
        case 408, 504: "DEADLINE_EXCEEDED"
        case 409: "ABORTED"
        case 429: "RESOURCE_EXHAUSTED"
        case 502, 503: "UNAVAILABLE"
        case 500...: "INTERNAL"
        default: "INVALID_ARGUMENT"
        }
    }

    /// The words for an error in a stream that has begun, where the status can't be seen any more.
    static func common(_ status: Int) -> StaticString {
        switch status {
        case 401: "authentication_error"
        case 403: "permission_error"
        case 404: "not_found_error"
        case 408: "timeout_error"
        case 409: "conflict_error"
        case 413: "request_too_large"
        case 429: "rate_limit_error"
        case 500...: "api_error"
        default: "invalid_request_error"
        }
    }
}
