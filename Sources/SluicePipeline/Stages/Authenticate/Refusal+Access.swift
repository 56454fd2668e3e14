extension Refusal {
    private static func unauthorized(_ code: Code, _ message: String) -> Refusal {
        var refusal = Refusal(code, message)
        refusal.fields.append("www-authenticate", "Bearer")
        return refusal
    }

    static let missingKey = unauthorized(
        .invalidKey,
        "Send the key that your team's operator gave you, as Authorization: Bearer, x-api-key, x-goog-api-key or api-key."
    )
    static let damagedKey = unauthorized(
        .invalidKey, "The key isn't complete: copy it again, all of it.")
    static let severalKeys = unauthorized(
        .invalidKey, "The request carries several keys for this proxy; send one.")
    static let unknownKey = unauthorized(
        .invalidKey, "The key isn't known here, or was revoked; ask your team's operator for one.")
    static let expiredKey = unauthorized(
        .expiredKey, "The key has expired; ask your team's operator for a new one.")
    static let closedRoute = Refusal(.routeNotAllowed, "This key may not use this path.")
    static let closedModel = Refusal(.modelNotAllowed, "This key may not use this model.")
    static let unclearModel = Refusal(
        .modelNotAllowed, "This key may use some models only, and the request doesn't say which it asks for.")
}
