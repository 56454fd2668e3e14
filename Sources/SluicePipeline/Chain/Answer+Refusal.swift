package import SluiceWire

extension Answer {
    /// The error answer of a dialect to a refusal.
    ///
    /// `x-should-retry: false` keeps the SDKs of OpenAI and Anthropic from sending the same text again.
    package init(refusal: Refusal, dialect: any Dialect, eventID: String) {
        var fields = HeaderFields()
        fields.append(.contentType, "application/json")
        fields.append(.xShouldRetry, refusal.code.isWorthARetry ? "true" : "false")
        fields.append(.xSluiceEvent, eventID)
        fields.fields += refusal.fields.fields
        self.init(
            head: ResponseHead(status: refusal.code.status, fields: fields, isOwn: true),
            body: dialect.errorBody(Notice(refusal, eventID: eventID)),
            closesConnection: refusal.closesConnection, refusal: refusal.code)
    }
}

extension Notice {
    /// What a dialect needs to put a refusal into words.
    package init(_ refusal: Refusal, eventID: String) {
        self.init(
            status: refusal.code.status, code: refusal.reason ?? refusal.code.rawValue,
            message: refusal.message, eventID: eventID,
            param: refusal.code == .contentFilter ? "prompt" : nil)
    }
}

extension Refusal.Code {
    /// Whether the same request may succeed a little later.
    package var isWorthARetry: Bool {
        switch self {
        case .overloaded, .rateLimited, .shuttingDown, .upstreamUnreachable, .upstreamTimeout: true
        default: false
        }
    }
}
