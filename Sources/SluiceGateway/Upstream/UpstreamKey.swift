package import SluicePipeline
import SluiceWire

/// A provider's key, which Sluice holds so that no client has to.
package struct UpstreamKey: Sendable, Equatable, CustomStringConvertible {
    /// The field it is sent in; nil: the one that the API asked for wants it in.
    let field: FieldName?
    private let secret: String

    package init(_ secret: String, field: FieldName? = nil) {
        self.secret = secret
        self.field = field
    }

    /// Never the key.
    package var description: String { "(a key)" }

    /// Puts the key into a request, in place of every other credential.
    func place(on exchange: inout Exchange, host: String) {
        exchange.request.removeCredentials()
        let field = field ?? Self.field(for: exchange, host: host)
        exchange.request.fields.append(field, field == .authorization ? "Bearer " + secret : secret)
    }

    /// `x-api-key` for Anthropic, `x-goog-api-key` for Gemini, `api-key` for Azure, else `Authorization`.
    private static func field(for exchange: Exchange, host: String) -> FieldName {
        let path = exchange.received.path
        if path.contains("/openai/deployments/") || host.hasSuffix(".azure.com") { return .apiKey }
        let dialect = exchange.dialect.name
        if dialect.hasPrefix("anthropic") || host.hasSuffix("anthropic.com") { return .xAPIKey }
        let isGoogle = dialect.hasPrefix("google") || host == "generativelanguage.googleapis.com"
        return isGoogle && !path.contains("/openai/") ? .xGoogAPIKey : .authorization
    }
}
