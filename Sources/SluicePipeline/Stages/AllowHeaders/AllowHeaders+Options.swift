package import SluiceRules

extension AllowHeaders {
    /// Reads `{ request: [...], response: [...], forwarded: { for: ..., real_ip: ..., proto: ... } }`.
    package init?(options: ConfigNode?, _ diagnostics: Diagnostics) {
        guard let options else {
            diagnostics.error(
                .missingField, "`allow_headers` needs `request`, `response` or `forwarded`",
                help: "name the fields that pass: `allow_headers: { request: [authorization, content-type] }`"
            )
            return nil
        }
        let errors = diagnostics.errorCount
        var mapping = options.mapping(Self.name, diagnostics)
        request = mapping.node("request").map { FieldNameSet(Self.names($0, "request", diagnostics)) }
        response = mapping.node("response").map {
            FieldNameSet(Self.names($0, "response", diagnostics) + Self.alwaysPass)
        }
        var forwarded = mapping.mapping("forwarded")
        forwardedFor = forwarded?.choice("for", ForwardedFor.self) ?? .off
        setsRealIP = forwarded?.bool("real_ip") ?? false
        setsForwardedProto = forwarded?.bool("proto") ?? false
        forwarded?.finish()
        mapping.finish()
        if request == nil, response == nil, forwarded == nil, diagnostics.errorCount == errors {
            diagnostics.error(
                .missingField, "`allow_headers` says nothing", at: options.headSpan,
                help: "name the fields that pass under `request` or `response`")
        }
        guard diagnostics.errorCount == errors else { return nil }
    }

    private static func names(_ node: ConfigNode, _ option: String, _ diagnostics: Diagnostics) -> [String] {
        let elements = node.elements(option, diagnostics) ?? []
        return elements.compactMap { element in
            guard let text = element.string(option, diagnostics) else { return nil }
            guard ASCII.isToken(text) else {
                return element.badValue(
                    option, "`\(text)` is no field name", help: "`*` stands for any characters", diagnostics)
            }
            return text
        }
    }
}
